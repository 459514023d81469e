/**
 * How the client is built and how the tests are run. The server is built by `server/start/build.mjs`, which reads
 * nothing from here.
 */

import { join } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { testing } from './tests/run/vitest.ts';

export default defineConfig({
  root: join(import.meta.dirname, 'client'),
  plugins: [svelte({ configFile: false })],
  build: {
    outDir: '../dist/client',
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: true,
    modulePreload: { polyfill: false },
    // Fonts and pictures stay files of their own: the content security policy allows no data: address for them.
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: {
        index: join(import.meta.dirname, 'client/index.html'),
        'service-worker': join(import.meta.dirname, 'client/browser/service-worker.ts'),
      },
      output: {
        // A service worker reaches only what lies beside and below it.
        entryFileNames: ({ name }) => (name === 'service-worker' ? '[name].js' : 'assets/[name]-[hash].js'),
      },
    },
  },
  test: testing,
});
