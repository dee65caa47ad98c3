import { pathToFileURL } from 'node:url';
import griffelPlugin from '@griffel/vite-plugin';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

// Its types describe a CommonJS module, but what it exports is the plugin itself.
const griffel = griffelPlugin as unknown as typeof griffelPlugin.default;

/** Teams opens the tab at `/tab`, which the API serves like `/tab/`; Vite alone would say 404. */
const tabWithoutSlash: Plugin = {
  name: 'tab-without-slash',
  configureServer({ middlewares }) {
    middlewares.use((request, _, next) => {
      request.url = request.url?.replace(/^\/tab(?=$|\?)/, '/tab/');
      next();
    });
  },
};

/** The first view comes by `import()`: the browser would learn of it, and of what it imports, only after reading the greeting. */
const firstViewAhead: Plugin = {
  name: 'first-view-ahead',
  transformIndexHtml: {
    order: 'post',
    handler(_, { bundle = {} }) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
      const view = chunks.find(({ name }) => name === 'first-view');
      return chunks.filter((chunk) => chunk === view || (chunk.name !== 'greeting' && view?.imports.includes(chunk.fileName)))
        .map(({ fileName }) => ({ tag: 'link', injectTo: 'head', attrs: { rel: 'modulepreload', crossorigin: true, href: `/tab/${fileName}` } }));
    },
  },
};

/** A thousand characters of styles are sooner there in the page than asked for: nothing is drawn before. */
const pageStylesWithin: Plugin = {
  name: 'page-styles-within',
  transformIndexHtml: {
    order: 'post',
    handler(html, { bundle = {} }) {
      const styles = Object.values(bundle).find(({ fileName }) => fileName.endsWith('.css'));
      if (styles?.type !== 'asset') return html;
      delete bundle[styles.fileName];
      return html.replace(/<link rel="stylesheet"[^>]*>/, () => `<style>${String(styles.source)}</style>`);
    },
  },
};

/**
 * When teams-js is loaded, it puts the time into words for a line of its log, whether anybody reads the log or not
 * (docs/decisions/0009-the-tab-starts-lean.md). A date as such is put into words only where the log is on.
 */
const noTimeInWords: Plugin = {
  name: 'no-time-in-words',
  apply: 'build',
  transform: {
    filter: { id: /teams-js/, code: '(new Date).toLocaleString()' },
    handler: (code) => code.replace('(new Date).toLocaleString()', 'new Date'),
  },
};

/** Fluent computes all its themes whenever it is loaded. The build hands over their values, of which those of the theme shown are read. */
const themesMade: Plugin = {
  name: 'themes-made',
  apply: 'build',
  load: {
    filter: { id: /src[\\/]app[\\/]fluent-theme\.ts$/ },
    async handler(id) {
      const { themes } = await import(pathToFileURL(id).href) as typeof import('./src/app/fluent-theme.ts');
      const texts = Object.fromEntries(Object.entries(themes).map(([name, theme]) => [name, JSON.stringify(theme)]));
      return `const texts = ${JSON.stringify(texts)}, read = {}; export const fluentTheme = (name) => (read[name] ??= JSON.parse(texts[name]));`;
    },
  },
};

/** The tab: `src/` becomes `dist/tab`, which the API serves under `/tab/`. */
export default defineConfig(({ command }) => ({
  root: 'src',
  base: '/tab/',
  // Fluent's styles come made; ours are made while building too, not in the reader's browser (docs/decisions/0009-the-tab-starts-lean.md).
  plugins: [command === 'build' && griffel({ include: ['**/src/**/*.{ts,tsx}'] }), tabWithoutSlash, firstViewAhead, pageStylesWithin, noTimeInWords, themesMade, react()],
  build: {
    outDir: '../dist/tab',
    emptyOutDir: true,
    target: 'es2023',
    // Inlined files would be `data:` URLs, which the content security policy need not allow.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // What counts is what a page fetches, gzipped: a test weighs it.
    chunkSizeWarningLimit: 1_000,
    // The greeting and the first view are one file each: a dozen small ones shared with later pages cost a third more time.
    rolldownOptions: { output: { codeSplitting: { groups: [
      { name: 'greeting', test: /src[\\/]main\.ts$/, priority: 1 },
      { name: 'first-view', test: /src[\\/]app[\\/]start-tab\.tsx$/ },
    ] } } },
  },
  server: {
    port: Number(process.env['TAB_PORT'] ?? 5173),
    strictPort: true,
    proxy: { '/api': `http://localhost:${process.env['PORT'] ?? '3978'}` },
  },
}));
