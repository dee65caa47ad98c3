import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

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

/** The tab: `src/` becomes `dist/tab`, which the API serves under `/tab/`. */
export default defineConfig(() => ({
  root: 'src',
  base: '/tab/',
  plugins: [tabWithoutSlash, react()],
  build: {
    outDir: '../dist/tab',
    emptyOutDir: true,
    target: 'es2023',
    // Inlined files would be `data:` URLs, which the content security policy need not allow.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    port: Number(process.env['TAB_PORT'] ?? 5173),
    strictPort: true,
    proxy: { '/api': `http://localhost:${process.env['PORT'] ?? '3978'}` },
  },
}));
