import base from './jest.config.js';

/** What needs the data folder (SHARED, default ../shared) beside the project. */
export default {
  ...base,
  roots: ['<rootDir>/test/conformance'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 120_000,
};
