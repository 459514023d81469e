/**
 * Who may import whom. `client → shared ← server`; one vendor, one home; adapters are chosen at the roots only.
 */

/** A vendor's package, in whatever way it was installed. */
const vendor = (...names) => ({ path: names.map((name) => `(^|/)node_modules/${name}/`) });

const onlyFrom = (name, home, packages) => ({
  name,
  severity: 'error',
  from: { pathNot: home },
  to: vendor(...packages),
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'nothing-unresolved',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'shared-is-pure',
      comment: 'The rules import themselves and the schema library.',
      severity: 'error',
      from: { path: '^shared/' },
      to: { pathNot: ['^shared/', '(^|/)node_modules/valibot/'] },
    },
    {
      name: 'client-knows-no-server',
      severity: 'error',
      from: { path: '^client/' },
      to: { path: ['^server/', '^tests/'] },
    },
    {
      name: 'server-knows-no-client',
      severity: 'error',
      from: { path: '^server/' },
      to: { path: ['^client/', '^tests/'] },
    },
    {
      name: 'adapters-are-chosen-at-the-roots',
      severity: 'error',
      from: { pathNot: ['^server/(main|dev)\\.ts$', '^server/log/', '^server/store/', '^tests/'] },
      to: { path: '^server/store/(memory|lmdb|redis|open-store)' },
    },
    {
      name: 'released-code-needs-no-development-package',
      severity: 'error',
      from: { path: '^(server|shared)/', pathNot: ['^server/dev\\.ts$', '^server/start/'] },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-drawers',
      comment: 'A folder or file says what it is about.',
      severity: 'error',
      from: {},
      to: {
        path: ['utils', 'helpers', 'common', 'misc', 'manager', 'service'].map((name) => `(/|^)${name}[./]`),
        pathNot: 'node_modules',
      },
    },
    onlyFrom('ws-at-home', ['^server/(transport|play)/', '^tests/'], ['ws']),
    onlyFrom('socket.io-at-home', ['^server/transport/', '^tests/'], ['socket\\.io']),
    onlyFrom('lmdb-at-home', ['^server/store/', '^tests/'], ['lmdb', 'fs-native-extensions']),
    onlyFrom('redis-at-home', ['^server/store/', '^tests/'], ['redis', '@redis/[^/]+']),
    onlyFrom('hono-at-home', ['^server/http/', '^tests/'], ['hono', '@hono/[^/]+', 'sirv']),
    onlyFrom('prom-client-at-home', ['^server/(runtime|http)/', '^tests/'], ['prom-client']),
    onlyFrom(
      'y-websocket-at-home',
      ['^client/link/', '^server/play/', '^tests/'],
      ['y-websocket', 'socket\\.io-client'],
    ),
  ].map((rule) => ({ ...rule, from: { ...rule.from, pathNot: [rule.from.pathNot ?? [], 'node_modules'].flat() } })),
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|data)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
