import type { Request, Response, Server } from 'restify';
import { say, sayAll } from './wording.ts';

/** The pages on privacy and terms of use that the Teams manifest has to name; no sign-in. */
export function serveAboutPages(server: Server): void {
  for (const about of ['privacy', 'terms'] as const) {
    const page = pageOf(say(`about.${about}.title`), sayAll(`about.${about}.lines`));
    server.get(`/${about}`, async (_request: Request, response: Response) => {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-length': Buffer.byteLength(page), 'cache-control': 'public, max-age=3600' });
      response.end(page);
    });
  }
}

/** The strings are our own, of the locale file. */
function pageOf(title: string, lines: readonly string[]): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title} · ${say('app.name')}</title>
<style>:root { color-scheme: light dark } body { font: 1rem/1.5 'Segoe UI', system-ui, sans-serif; max-width: 40rem; margin: 2rem auto; padding: 0 1rem }</style>
<h1>${title}</h1>
${lines.map((line) => `<p>${line}</p>`).join('\n')}
</html>
`;
}
