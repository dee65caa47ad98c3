/** What `@jest/globals` gives in the file of tests that runs now. Modules that stay loaded follow it from file to file. */
export let afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest, test;

/** @param globals what the framework gives the file that begins */
export function become(globals) {
  ({ afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest, test } = globals);
}
