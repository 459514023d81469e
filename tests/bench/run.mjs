/**
 * `npm run bench -- <harness> [suite or cases]`: Readback beside `@y/websocket-server` and Hocuspocus, interleaved in one
 * run. The harness is a folder with a load generator and the peers, installed (`bench.mjs`, `peers/…`); the figures and
 * how to read them are in README.md here.
 */

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { builtServer, isBuildFresh } from '../../server/start/freshness.mjs';
import { repository } from '../../server/start/run.mjs';

const [harness, ...wanted] = process.argv.slice(2);
if (harness === undefined || !existsSync(join(harness, 'bench.mjs'))) {
  console.error('Usage: npm run bench -- <folder with bench.mjs and its peers installed> [case …]');
  process.exit(2);
}
if (!isBuildFresh()) {
  console.error('The build is missing or stale. Run npm run build first.');
  process.exit(1);
}

const peers = 'hocuspocus,hocuspocus-flush25,y-websocket-server,y-websocket-server-leveldb';
const environment = JSON.stringify({ RATE_LIMIT_EXEMPT: '127.0.0.1', LOG_LEVEL: 'warn' });
const client = join(repository, 'tests/bench/readback-client.mjs');
const documents = [
  'node',
  '--import',
  `file://${join(repository, 'node_modules/tsx/dist/esm/index.mjs')}`,
  join(repository, 'tests/bench/document-server.ts'),
].join(' ');

/** Cases that bring documents of their own shape are run against the documents alone. */
const ownShape = /^S[34]/;
const cases = wanted.length > 0 ? wanted : ['S1-100x100', 'S1-500x50', 'S1-1000x50', 'S2-200x5', 'S3', 'S4', 'S7'];

/** @param {string[]} chosen @param {string[]} product */
const run = (chosen, product) =>
  new Promise((done) => {
    const common = [
      '--suite',
      'core',
      '--cases',
      chosen.join(','),
      '--targets',
      peers,
      '--url',
      'ws://127.0.0.1:{port}/{doc}',
    ];
    const out = ['--out', join(resolve(harness), 'results', `readback-${Date.now()}.json`)];
    const child = spawn(process.execPath, ['bench.mjs', ...common, ...product, ...out], {
      cwd: harness,
      stdio: 'inherit',
    });
    child.on('close', done);
  });

const product = [
  ['--name', 'readback', '--server-cmd', `node ${builtServer}`, '--env', environment, '--client-module', client],
  ['--name', 'readback-documents', '--server-cmd', documents],
];
const [whole = [], alone = []] = product;
const chosen = cases.filter((name) => !ownShape.test(name));
const brought = cases.filter((name) => ownShape.test(name));
if (chosen.length > 0) await run(chosen, whole);
if (brought.length > 0) await run(brought, alone);
