/**
 * Structured logs, one JSON line each. A field is a number, a boolean, or one of a closed set of words; there is no way
 * to hand in a text that a person wrote, a name or a key (architecture, errors 5).
 */

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export interface LogFields {
  /** Rejection code, close reason, route pattern: a constant of the program. */
  readonly code?: string;
  readonly route?: string;
  readonly status?: number;
  readonly port?: number;
  readonly count?: number;
  readonly bytes?: number;
  readonly durationMs?: number;
  /** Class and place of a fault, never its message: messages may quote what was sent. */
  readonly fault?: string;
}

export interface Log {
  readonly debug: (event: string, fields?: LogFields) => void;
  readonly info: (event: string, fields?: LogFields) => void;
  readonly warn: (event: string, fields?: LogFields) => void;
  readonly error: (event: string, fields?: LogFields) => void;
}

/** Class of a fault and the first place in our own code, without its message. */
export const describeFault = (fault: unknown): string => {
  if (!(fault instanceof Error)) return typeof fault;
  const place = fault.stack
    ?.split('\n')
    .slice(1)
    .map((line) => /([\w.-]+\.(?:ts|js):\d+)/.exec(line)?.[1])
    .find((found) => found !== undefined);
  const code = 'code' in fault && typeof fault.code === 'string' ? ` ${fault.code}` : '';
  return `${fault.name}${code}${place === undefined ? '' : ` at ${place}`}`;
};

export const jsonLog = (level: LogLevel, write: (line: string) => void, nowMs: () => number): Log => {
  const least = LOG_LEVELS.indexOf(level);
  const at =
    (own: Exclude<LogLevel, 'silent'>) =>
    (event: string, fields: LogFields = {}) => {
      if (LOG_LEVELS.indexOf(own) < least) return;
      write(`${JSON.stringify({ at: new Date(nowMs()).toISOString(), level: own, event, ...fields })}\n`);
    };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
};
