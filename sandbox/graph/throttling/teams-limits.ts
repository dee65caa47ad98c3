import type { RateLimit } from '../../kernel/rates/rate-limiter.ts';

const second = 1_000;
const perSecond = (name: string, most: number): RateLimit => ({ name: `Teams: ${name}`, most, withinMs: second });

/** "A maximum of 4 requests per second per app can be issued on a given team or channel": here on a team with its channels. */
export const oneTeam: RateLimit = perSecond('one team', 4);

/** Microsoft, "Microsoft Graph service-specific throttling limits", Microsoft Teams, per app and tenant. What comes first holds. */
const classes: { method: RegExp, path: RegExp, limit: RateLimit }[] = [
  { method: /POST/, path: /^\/teams$/, limit: perSecond('POST /teams', 10) },
  { method: /PUT|POST/, path: /^\/groups\/\{\}\/team$|\/clone$/, limit: perSecond('PUT team of a group, clone', 6) },
  { method: /POST/, path: /\/sendActivityNotificationToRecipients$/i, limit: perSecond('POST sendActivityNotificationToRecipients', 2) },
  { method: /POST/, path: /\/sendActivityNotification$/i, limit: perSecond('POST sendActivityNotification', 5) },
  { method: /GET/, path: /^\/teams\/\{\}\/channels\/\{\}\/messages/, limit: perSecond('GET channel message', 20) },
  { method: /POST/, path: /^\/teams\/\{\}\/channels\/\{\}\/messages/, limit: perSecond('POST channel message', 50) },
  { method: /GET/, path: /^\/chats\/\{\}\/messages/, limit: perSecond('GET chat message', 20) },
  { method: /POST/, path: /^\/chats\/\{\}\/messages/, limit: perSecond('POST chat message', 20) },
  { method: /GET/, path: /^\/teams\/\{\}\/members$/, limit: perSecond('GET members of a team', 60) },
  { method: /GET/, path: /^\/teams\/\{\}\/channels$/, limit: perSecond('GET channels of a team', 60) },
  { method: /GET/, path: /^\/teams\/\{\}\/channels\/\{\}\/members$/, limit: perSecond('GET members of a channel', 60) },
  { method: /GET/, path: /^\/teams\/\{\}$|\/joinedTeams$/, limit: perSecond('GET team, joinedTeams', 30) },
  ...[['GET', 30], ['POST|PUT', 30], ['PATCH', 30], ['DELETE', 15]].map(([methods, most]) => ({
    method: new RegExp(String(methods)), path: /\/(channels|primaryChannel|tabs|installedApps)(\/|$)|^\/appCatalogs|^\/teams\/\{\}$/, limit: perSecond(`${String(methods)} channel, tab, app`, Number(most)),
  })),
  { method: /GET/, path: /./, limit: perSecond('other GET', 30) },
  { method: /./, path: /./, limit: perSecond('other', 30) },
];

/** The class of a Teams request; `template` has `{}` for every parameter. */
export function teamsClass(method: string, template: string): RateLimit {
  return classes.find(each => each.method.test(method) && each.path.test(template))!.limit;
}
