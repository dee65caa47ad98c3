import { parseArgs } from 'node:util';
import { startAndWait } from './support/start-and-wait.ts';

/** `npm run dev [-- --fresh] [-- --empty]`: the same as `npm start`, with the tab hot-reloaded and the API restarted on change. */
const { values } = parseArgs({ options: { fresh: { type: 'boolean', default: false }, empty: { type: 'boolean', default: false } } });
await startAndWait({ ...values, dev: true });
