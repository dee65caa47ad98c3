import { DateTime } from 'luxon';
import { defaultPeople, personId } from '../../sandbox/tenant/default-people.ts';
import { createTeamsClient } from '../../sandbox/teams-page/teams-client.ts';
import { ApiAs } from '../support/people.ts';
import type { Hands } from './sample.ts';

const zones: Record<string, string> = { PT: 'Europe/Lisbon', CA: 'America/Toronto', SG: 'Asia/Singapore' };

/** The hands of the default tenant's people, on a Trellis that runs. */
export function handsOn(where: { apiUrl: string; teamsUrl: string; clientId: string }): Hands {
  const teams = createTeamsClient({ teamsUrl: where.teamsUrl });
  const known = new Map<string, Promise<ApiAs>>();
  const places = new Map(defaultPeople().map(({ id, usageLocation }) => [id, usageLocation]));
  return {
    teams, clientId: where.clientId, today: DateTime.utc(),
    zoneOf: (person) => zones[places.get(personId(person)) ?? ''] ?? 'UTC',
    async as(person) {
      let api = known.get(person);
      if (!api) known.set(person, api = teams.as(personId(person)).tabToken(where.clientId).then((token) => new ApiAs(where.apiUrl, token)));
      return api;
    },
  };
}
