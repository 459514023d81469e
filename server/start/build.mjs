/**
 * `npm run build`: the client into `dist/client`, the server into `dist/server/main.js`. The server's packages stay in
 * `node_modules`, where their prebuilt parts are.
 */

import { join } from 'node:path';
import { build } from 'vite';
import { compressFiles } from './compress.mjs';
import { buildAndRemember } from './freshness.mjs';
import { repository } from './run.mjs';

await buildAndRemember(async () => {
  await build({ configFile: join(repository, 'vite.config.ts'), logLevel: 'warn' });
  await compressFiles(join(repository, 'dist', 'client'));
  await build({
    configFile: false,
    root: repository,
    publicDir: false,
    logLevel: 'warn',
    build: {
      ssr: 'server/main.ts',
      outDir: 'dist/server',
      emptyOutDir: true,
      target: 'node20',
      sourcemap: true,
    },
  });
});
