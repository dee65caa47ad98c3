import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { explain } from '../support/ending.ts';
import { bringToLife, isBare } from './bring-to-life.ts';
import { handsOn } from './hands.ts';

/** What became of the sample: `begun` until all of it is there, `whole` then; `left-out` where nobody wants it or others were here before. */
export type SampleState = 'begun' | 'whole' | 'left-out';

/** What is known of the sample, kept beside the sandbox's state, and forgotten with it. */
export class SampleNote {
  readonly #file: string;
  constructor(sandboxDir: string) {
    this.#file = path.join(sandboxDir, 'state', 'sample');
  }

  get state(): SampleState | null {
    try {
      return (readFileSync(this.#file, 'utf8').trim() || null) as SampleState | null;
    } catch {
      return null;
    }
  }

  set state(state: SampleState | null) {
    mkdirSync(path.dirname(this.#file), { recursive: true });
    writeFileSync(this.#file, `${state ?? ''}\n`);
  }
}

/** Whom to look in as, once it is there. */
const whatIsThere = `Communities of Calderwell Water to look at (npm start -- --fresh --empty begins without them):
  Paulo Serrano      coordinates “Leak detection”, which has met for long
  Emily Chartrand    has only begun “Utilities as clients”
  Amália Roquette    is asked by card to sponsor “First-time team leads”
  Patrícia Salgueiro sees the board, from idea to launched community
`;

/**
 * At the first start on the default tenant its people do what they have done; a start that broke off is gone on with at
 * the next. Once it is whole, or not wanted, nothing is done any more: what people do away with stays away.
 *
 * @returns what to say of it now; and what does it, and says what to say then
 */
export async function firstStart(note: SampleNote, where: Parameters<typeof handsOn>[0], { empty }: { empty: boolean }): Promise<{ words: string; bringIn(): Promise<string> }> {
  const hands = handsOn(where);
  if (empty && note.state !== 'whole') note.state = 'left-out';
  note.state ??= await isBare(hands) ? 'begun' : 'left-out';
  if (note.state !== 'begun') return { words: note.state === 'whole' ? `${whatIsThere}\n` : '', bringIn: () => Promise.resolve('') };
  return {
    words: 'The people of Calderwell Water bring in communities and a board of ideas now; that takes up to half a minute.\n\n',
    async bringIn() {
      try {
        await bringToLife(hands);
        note.state = 'whole';
        return whatIsThere;
      } catch (error) {
        return `Not all communities of Calderwell Water are there; npm start goes on with them the next time. ${explain(error)}`;
      }
    },
  };
}
