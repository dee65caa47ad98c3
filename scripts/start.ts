import { parseArgs } from 'node:util';
import { startAndWait } from './support/start-and-wait.ts';

/** `npm start [-- --fresh]` */
const { values } = parseArgs({ options: { fresh: { type: 'boolean', default: false } } });
await startAndWait({ fresh: values.fresh });
