/**
 * A page that holds the tab as Teams does: answers the messages of teams-js 2.58 (id and uuid
 * repeated, arguments in a list) from `window.teams`, which the test sets beforehand, and keeps
 * what the tab said in `window.heard`.
 */
export const hostPage = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Teams</title>
<style>html,body{margin:0;height:100%}iframe{border:0;width:100%;height:100%;display:block}</style></head>
<body><script>
const set = Object.assign({ theme: 'default', locale: 'en-GB', frameContext: 'content', page: '/', token: 'token', context: {} }, JSON.parse(decodeURIComponent(location.hash.slice(1) || '%7B%7D')));
window.heard = [];
const frame = document.createElement('iframe');
frame.title = 'Trellis';
frame.src = '/tab' + set.page;
document.body.append(frame);
const runtime = { apiVersion: 4, hostVersionsInfo: {}, isLegacyTeams: false, supports: { pages: { config: {}, tabs: {}, appButton: {} }, dialog: {}, logs: {} } };
const answers = {
  initialize: () => [set.frameContext, 'web', JSON.stringify(runtime), '2.58.0'],
  getContext: () => [Object.assign({ locale: set.locale, theme: set.theme, frameContext: set.frameContext, entityId: 'home', sessionId: 's', userObjectId: 'u', tid: 't', hostClientType: 'web' }, set.context)],
  'authentication.getAuthToken': () => (set.token ? [true, set.token] : [false, 'resourceRequiresConsent']),
  'settings.setSettings': (args) => { window.saved = args[0]; return [true]; },
  executeDeepLink: () => [true],
};
window.addEventListener('message', ({ data, source }) => {
  if (source !== frame.contentWindow || !data || !data.func) return;
  window.heard.push({ func: data.func, args: data.args });
  const answer = answers[data.func];
  if (answer) source.postMessage({ id: data.id, uuidAsString: data.uuidAsString, args: answer(data.args || []) }, '*');
});
window.tell = (func, args) => frame.contentWindow.postMessage({ func, args }, '*');
</script></body></html>`;
