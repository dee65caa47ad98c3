import { preparePglite } from './pglite-engine.ts';

/** `npm install` does this, so that the first start is quick. Nothing depends on it: without it the first start does the same. */
await preparePglite().catch((error: unknown) => {
  process.stderr.write(`The embedded database will be made at the first start instead (${String(error)}).\n`);
});
