import type { Request, Response, Server } from 'restify';
import { readerOf } from '../platform/http/http-server.ts';
import { type Language, languages, sayAllIn, sayIn } from '../platform/words.ts';

/** The pages on privacy and terms of use that the Teams manifest has to name; no sign-in. */
export function serveAboutPages(server: Server): void {
  for (const about of ['privacy', 'terms'] as const) {
    const pages = Object.fromEntries(languages.map((language) => [language, pageOf(language, sayIn(language)(`about.${about}.title`), sayAllIn(language, `about.${about}.lines`))])) as Record<Language, string>;
    server.get(`/${about}`, async (request: Request, response: Response) => {
      const page = pages[readerOf(request)];
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-length': Buffer.byteLength(page), 'cache-control': 'public, max-age=3600', vary: 'accept-language' });
      response.end(page);
    });
  }
}

/** The strings are our own, of the locale file. */
function pageOf(language: Language, title: string, lines: readonly string[]): string {
  return `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title} · ${sayIn(language)('app.name')}</title>
<style>:root { color-scheme: light dark } body { font: 1rem/1.5 'Segoe UI', system-ui, sans-serif; max-width: 40rem; margin: 2rem auto; padding: 0 1rem }</style>
<h1>${title}</h1>
${lines.map((line) => `<p>${line}</p>`).join('\n')}
</html>
`;
}
