/** Jest runs TypeScript as Node itself does, which strips the types. */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/conformance/'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {},
  testRunner: '<rootDir>/test/support/native-runner.js',
  // More than the cores of a small machine: a suite that waits (for a process, a browser, a time-out of Graph) leaves a core to another.
  maxWorkers: 4,
  testSequencer: '<rootDir>/test/support/longest-first.js',
  // Not in the temporary folder, which is new for each run.
  cacheDirectory: '<rootDir>/node_modules/.cache/jest',
  // Ample: on a machine that does other work besides, a process takes long to start.
  testTimeout: 60_000,
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
};
