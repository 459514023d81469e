/**
 * The environment, read once. A wrong value stops the start with one line that names the variable and what it wants,
 * never what it held.
 */

import { BOARD_LIMITS, type BoardLimits } from '../shared/protocol/limits.ts';
import { DOCUMENT_LIMITS, type DocumentLimits } from './documents/document-limits.ts';
import { SERVER_LIMITS, type ServerLimits } from './limits.ts';
import { LOG_LEVELS, type LogLevel } from './runtime/log.ts';

export interface Config {
  readonly port: number;
  readonly host: string | undefined;
  readonly dataDir: string;
  readonly redisUrl: string | undefined;
  readonly redisMinReplicas: number | undefined;
  readonly redisAllowsEverysec: boolean;
  readonly publicUrl: URL | undefined;
  readonly trustsProxy: boolean;
  readonly retentionDays: number | undefined;
  readonly metricsToken: string | undefined;
  readonly logLevel: LogLevel;
  readonly rateLimitExempt: ReadonlySet<string>;
  readonly limits: ServerLimits;
  readonly boardLimits: BoardLimits;
  readonly documentLimits: DocumentLimits;
}

export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

type Environment = Readonly<Record<string, string | undefined>>;

const given = (env: Environment, name: string): string | undefined => {
  const value = env[name]?.trim();
  return value === undefined || value === '' ? undefined : value;
};

const wants = (name: string, what: string): never => {
  throw new ConfigError(`${name} wants ${what}.`);
};

const wholeNumber = (env: Environment, name: string, min: number, max: number): number | undefined => {
  const value = given(env, name);
  if (value === undefined) return undefined;
  const number = /^\d{1,15}$/.test(value) ? Number(value) : NaN;
  return number >= min && number <= max ? number : wants(name, `a whole number from ${min} to ${max}`);
};

const yesOrNo = (env: Environment, name: string): boolean => {
  const value = given(env, name)?.toLowerCase();
  if (value === undefined || ['0', 'false', 'no', 'off'].includes(value)) return false;
  return ['1', 'true', 'yes', 'on'].includes(value) ? true : wants(name, '1 or 0');
};

const url = (env: Environment, name: string, protocols: readonly string[], what: string): URL | undefined => {
  const value = given(env, name);
  if (value === undefined) return undefined;
  if (!URL.canParse(value)) return wants(name, what);
  const parsed = new URL(value);
  return protocols.includes(parsed.protocol) ? parsed : wants(name, what);
};

/** `LIMIT_PEOPLE=50` changes the limit `people`; every limit is at least 1. */
const limitsFrom = <Limits extends { readonly [Name in keyof Limits]: number }>(
  env: Environment,
  defaults: Limits,
): Limits => {
  const entries = Object.entries<number>(defaults as Record<string, number>).map(([name, value]) => {
    const variable = `LIMIT_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
    return [name, wholeNumber(env, variable, 1, 2 ** 40) ?? value] as const;
  });
  return Object.fromEntries(entries) as unknown as Limits;
};

const REDIS_FORMS = ['redis:', 'rediss:', 'redis-sentinel:', 'redis-cluster:'];

/** @throws ConfigError */
export const readConfig = (env: Environment): Config => {
  const level = given(env, 'LOG_LEVEL') ?? 'info';
  const redisUrl = given(env, 'REDIS_URL');
  if (redisUrl !== undefined && !REDIS_FORMS.some((form) => redisUrl.startsWith(`${form}//`))) {
    wants('REDIS_URL', 'an address that begins with redis://, rediss://, redis-sentinel:// or redis-cluster://');
  }
  return {
    port: wholeNumber(env, 'PORT', 0, 65_535) ?? 3000,
    host: given(env, 'HOST'),
    dataDir: given(env, 'DATA_DIR') ?? './data',
    redisUrl,
    redisMinReplicas: wholeNumber(env, 'REDIS_MIN_REPLICAS', 0, 100),
    redisAllowsEverysec: yesOrNo(env, 'REDIS_ALLOW_EVERYSEC'),
    publicUrl: url(env, 'PUBLIC_URL', ['http:', 'https:'], 'an address such as https://board.example.org'),
    trustsProxy: yesOrNo(env, 'TRUST_PROXY'),
    retentionDays: wholeNumber(env, 'RETENTION_DAYS', 1, 36_500),
    metricsToken: given(env, 'METRICS_TOKEN'),
    logLevel: LOG_LEVELS.find((known) => known === level) ?? wants('LOG_LEVEL', `one of ${LOG_LEVELS.join(', ')}`),
    rateLimitExempt: new Set(
      (given(env, 'RATE_LIMIT_EXEMPT') ?? '').split(/[\s,]+/).filter((address) => address !== ''),
    ),
    limits: limitsFrom(env, SERVER_LIMITS),
    boardLimits: limitsFrom(env, BOARD_LIMITS),
    documentLimits: limitsFrom(env, DOCUMENT_LIMITS),
  };
};
