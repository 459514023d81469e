/**
 * What a Redis server must be like before a board is trusted to it. Looked at on every connection, so that a fail-over
 * to a server that is set up differently is noticed as well. The lines say what to change, for whoever runs the server.
 */

import { ErrorReply } from 'redis';
import type { Link } from './link.ts';
import { asList, asText } from './replies.ts';

export interface ServerFacts {
  readonly version: string;
  readonly mode: string;
  readonly role: string;
  /** New with every start of the server. */
  readonly runId: string;
  readonly replicas: number;
  readonly isLoading: boolean;
  readonly keepsAppendOnlyFile: boolean;
  readonly evictionPolicy: string;
}

export interface Requirements {
  readonly mode: 'standalone' | 'cluster';
  /** Accept a server that flushes once a second, or that does not tell how it flushes. */
  readonly allowsEverysec: boolean;
  /** Only reads are wanted: how the server keeps what is written does not matter. */
  readonly isReadOnly: boolean;
}

export const FIRST_VERSION = 7;

export async function readFacts(link: Link): Promise<ServerFacts> {
  const info = parseInfo(asText(await link.send(['INFO'])));
  return {
    version: info.get('redis_version') ?? '',
    mode: info.get('redis_mode') ?? 'standalone',
    role: info.get('role') ?? 'master',
    runId: info.get('run_id') ?? '',
    replicas: Number(info.get('connected_slaves') ?? 0),
    isLoading: info.get('loading') === '1',
    keepsAppendOnlyFile: info.get('aof_enabled') === '1',
    evictionPolicy: info.get('maxmemory_policy') ?? 'noeviction',
  };
}

export interface FlushPolicy {
  /** `always`, `everysec` or `no`. */
  readonly appendfsync: string;
  /** While the append-only file is rewritten, nothing is flushed, whatever `appendfsync` says. */
  readonly pausesWhileRewriting: boolean;
}

/** `undefined` where the server does not let this user look. */
export async function readFlushPolicy(link: Link): Promise<FlushPolicy | undefined> {
  const settings = new Map<string, string>();
  try {
    const answer = asList(await link.send(['CONFIG', 'GET', 'appendfsync', 'no-appendfsync-on-rewrite']));
    for (let at = 0; at + 1 < answer.length; at += 2) settings.set(asText(answer[at]), asText(answer[at + 1]));
  } catch (error) {
    if (!(error instanceof ErrorReply)) throw error;
  }
  const appendfsync = settings.get('appendfsync');
  if (appendfsync === undefined) return undefined;
  return { appendfsync, pausesWhileRewriting: settings.get('no-appendfsync-on-rewrite') === 'yes' };
}

/** One line that says what does not fit, or undefined. */
export function whyUnsuitable(
  facts: ServerFacts,
  flushPolicy: FlushPolicy | undefined,
  requirements: Requirements,
): string | undefined {
  const { mode, allowsEverysec, isReadOnly } = requirements;
  if (facts.mode === 'sentinel') {
    return 'REDIS_URL points at a Sentinel: write redis-sentinel://host[:port],…/master-name';
  }
  if (Number.parseInt(facts.version, 10) < FIRST_VERSION) {
    return `REDIS_URL points at Redis ${facts.version}: version ${FIRST_VERSION}.0 or later is needed`;
  }
  if (facts.mode === 'cluster' && mode !== 'cluster') {
    return 'REDIS_URL points at a node of a cluster: write redis-cluster://host[:port],…';
  }
  if (facts.role !== 'master') {
    return 'REDIS_URL points at a replica: it must be the master, or redis-sentinel://… which finds the master';
  }
  if (isReadOnly) return undefined;
  if (!facts.keepsAppendOnlyFile) {
    return 'Redis must be set to "appendonly yes": without it, a restart of Redis loses boards';
  }
  if (facts.evictionPolicy !== 'noeviction') {
    return `Redis must be set to "maxmemory-policy noeviction", it has "${facts.evictionPolicy}": that deletes boards when memory is short`;
  }
  return allowsEverysec ? whyNotEvenEverysec(flushPolicy) : whyNotAlways(flushPolicy);
}

const ACCEPT = 'or set REDIS_ALLOW_EVERYSEC=1 to accept that a power cut loses about a second of what was saved';

function whyNotAlways(policy: FlushPolicy | undefined): string | undefined {
  if (!policy) return `Redis does not let this user see "appendfsync" (CONFIG GET): allow that, ${ACCEPT}`;
  if (policy.appendfsync === 'everysec') return `Redis must be set to "appendfsync always", ${ACCEPT}`;
  if (policy.appendfsync !== 'always') return 'Redis must be set to "appendfsync always"';
  if (policy.pausesWhileRewriting) return `Redis must be set to "no-appendfsync-on-rewrite no", ${ACCEPT}`;
  return undefined;
}

const whyNotEvenEverysec = (policy: FlushPolicy | undefined): string | undefined =>
  policy?.appendfsync === 'no' ? 'Redis must be set to "appendfsync always" or "everysec"' : undefined;

export function parseInfo(text: string): ReadonlyMap<string, string> {
  const lines = text.split('\r\n').filter((line) => line.includes(':'));
  return new Map(lines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]));
}
