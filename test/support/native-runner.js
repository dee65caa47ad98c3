import { createRequire, registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';
import { ModernFakeTimers } from '@jest/fake-timers';
import { become } from './jest-globals.js';

/**
 * Runs a file of tests with Jest's own framework, in the worker's own Node: what runs is what Node loads, its type
 * stripping included, and a module that several files import is loaded once. Jest's default loads every module anew for
 * every file in a context of its own, which was a quarter of the suite's time. So files that share a worker share the
 * state of modules: whatever a test changes there, it puts back.
 */
const require = createRequire(import.meta.url);
const { default: circus } = require('jest-circus/runner');
const framework = createRequire(require.resolve('jest-circus/runner')).resolve('./jestAdapterInit');

registerHooks({
  resolve: (specifier, context, next) => (specifier === '@jest/globals' ? { url: new URL('./jest-globals.js', import.meta.url).href, shortCircuit: true } : next(specifier, context)),
});

export default async function run(globalConfig, config, environment, runtime, testPath, sendMessageToJest) {
  const fakeTimers = new ModernFakeTimers({ config, global: globalThis });
  // The framework keeps its state in its module and in two places of the global object: each file has its own.
  delete require.cache[framework];
  delete globalThis[Symbol.for('EVENT_HANDLERS')];
  delete globalThis[Symbol.for('TEST_TIMEOUT_SYMBOL')];
  const native = {
    requireInternalModule: require,
    requireModule: require,
    setGlobalsForRuntime: (globals) => become({ ...globals, jest: jestOf(fakeTimers) }),
    unstable_shouldLoadAsEsm: () => true,
    unstable_importModule: (path) => import(pathToFileURL(path).href),
    enterTestCode: () => undefined,
    leaveTestCode: () => undefined,
  };
  try {
    return await circus(globalConfig, config, { global: globalThis }, native, testPath, sendMessageToJest);
  } finally {
    fakeTimers.dispose();
  }
}

/** Of the object `jest` what the tests use. */
function jestOf(fakeTimers) {
  return {
    setTimeout: (ms) => { globalThis[Symbol.for('TEST_TIMEOUT_SYMBOL')] = ms; },
    useFakeTimers: () => fakeTimers.useFakeTimers(),
    useRealTimers: () => fakeTimers.useRealTimers(),
    advanceTimersByTimeAsync: (ms) => fakeTimers.advanceTimersByTimeAsync(ms),
  };
}
