import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The tab: `src/` becomes `dist/tab`, which the API serves under `/tab/`. */
export default defineConfig(() => ({
  root: 'src',
  base: '/tab/',
  plugins: [react()],
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
