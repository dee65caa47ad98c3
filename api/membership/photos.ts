import { isGraphFailure } from '../platform/graph/graph-error.ts';
import { graphCall, type GraphOptions } from '../platform/graph/graph.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { Services } from '../platform/services.ts';

/** Sharp on a fine screen at the size in which people are shown. */
const size = '96x96';

/** What the picture's first bytes, in base64, say that it is; Graph keeps both kinds. */
const kinds = { '/9j/': 'jpeg', iVBORw0KGgo: 'png' } as const;

/** A picture in base64 as an address of its own; null for anything else. */
export function asAddress(image: unknown): string | null {
  if (typeof image !== 'string') return null;
  const kind = Object.entries(kinds).find(([start]) => image.startsWith(start))?.[1];
  return kind && /^[A-Za-z0-9+/]+=*$/.test(image) ? `data:image/${kind};base64,${image}` : null;
}

/** People's photos in one round trip, in the name of the one who looks; null for whoever has none or whose Microsoft 365 does not show. @throws GraphError when it does not answer at all */
export async function findPhotos({ graph }: Pick<Services, 'graph'>, actor: Actor, ids: readonly string[], options: GraphOptions): Promise<{ id: string; image: string | null }[]> {
  const outcomes = await graph.asPerson(actor).batch(ids.map((userId) => graphCall('getUserPhoto', { params: { userId, size } })), options);
  return outcomes.map((outcome, index) => {
    if (!outcome.ok && !isGraphFailure(outcome.error, 'not-found') && !isGraphFailure(outcome.error, 'forbidden')) throw outcome.error;
    return { id: ids[index]!, image: outcome.ok ? asAddress(outcome.value) : null };
  });
}
