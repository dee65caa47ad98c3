import { parseArgs } from 'node:util';
import { startAndWait } from './support/start-and-wait.ts';

/** `npm start [-- --fresh] [-- --empty]` */
const { values } = parseArgs({ options: { fresh: { type: 'boolean', default: false }, empty: { type: 'boolean', default: false } } });
await startAndWait(values);
