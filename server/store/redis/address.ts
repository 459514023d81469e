/**
 * What `REDIS_URL` says: one server, the sentinels that know a master, or some nodes of a cluster. Errors here name
 * the variable and what it wants, and never repeat its value, which may hold a password.
 */

export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

/** How to be let in, the same for every server behind one address. */
export interface Access {
  readonly isEncrypted: boolean;
  readonly username: string | undefined;
  readonly password: string | undefined;
  readonly database: number;
}

export type RedisAddress =
  | { readonly kind: 'single'; readonly endpoint: Endpoint; readonly access: Access }
  | {
      readonly kind: 'sentinel';
      readonly sentinels: readonly Endpoint[];
      readonly masterName: string;
      readonly access: Access;
    }
  | { readonly kind: 'cluster'; readonly seeds: readonly Endpoint[]; readonly access: Access };

const FORMS =
  'REDIS_URL must be redis://[user:password@]host[:port][/database], rediss://… for TLS, ' +
  'redis-sentinel://[user:password@]host[:port],…/master-name or redis-cluster://[user:password@]host[:port],…';

const URL_PARTS =
  /^(?<scheme>rediss?|redis-sentinel|redis-cluster):\/\/(?:(?<user>[^:@/]*)(?::(?<password>[^@/]*))?@)?(?<hosts>[^/?#@]+)(?:\/(?<path>[^/?#]*))?$/;
const HOST_AND_PORT = /^(?:\[(?<bracketed>[0-9A-Fa-f:.]+)\]|(?<plain>[^:[\]\s]+))(?::(?<port>\d{1,5}))?$/;

/** @throws Error with one line that names `REDIS_URL` and the forms it may have. */
export function parseRedisUrl(url: string): RedisAddress {
  const parts = URL_PARTS.exec(url)?.groups;
  if (!parts) throw new Error(FORMS);
  const { scheme, user, password, hosts = '', path = '' } = parts;
  const endpointsAt = (defaultPort: number): readonly [Endpoint, ...Endpoint[]] => {
    const [first, ...others] = hosts.split(',').map((host) => parseEndpoint(host, defaultPort));
    if (!first) throw new Error(FORMS);
    return [first, ...others];
  };
  const access: Access = {
    isEncrypted: scheme === 'rediss',
    username: decoded(user),
    password: decoded(password),
    database: scheme === 'redis' || scheme === 'rediss' ? parseDatabase(path) : 0,
  };
  if (scheme === 'redis-sentinel') {
    const masterName = decoded(path);
    if (masterName === undefined) throw new Error(FORMS);
    return { kind: 'sentinel', sentinels: endpointsAt(26_379), masterName, access };
  }
  if (scheme === 'redis-cluster') {
    if (path !== '') throw new Error(FORMS);
    return { kind: 'cluster', seeds: endpointsAt(6379), access };
  }
  const [endpoint, ...others] = endpointsAt(6379);
  if (others.length > 0) throw new Error(FORMS);
  return { kind: 'single', endpoint, access };
}

export const endpointText = ({ host, port }: Endpoint): string =>
  host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;

function parseEndpoint(text: string, defaultPort: number): Endpoint {
  const parts = HOST_AND_PORT.exec(text)?.groups;
  const host = parts?.bracketed ?? parts?.plain;
  const port = Number(parts?.port ?? defaultPort);
  if (host === undefined || port < 1 || port > 65_535) throw new Error(FORMS);
  return { host, port };
}

function parseDatabase(path: string): number {
  if (!/^\d{0,4}$/.test(path)) throw new Error(FORMS);
  return Number(path);
}

function decoded(text: string | undefined): string | undefined {
  if (text === undefined || text === '') return undefined;
  try {
    return decodeURIComponent(text);
  } catch {
    throw new Error(FORMS);
  }
}
