/**
 * Where an append goes first: two files, written in turns one after another. What is written survives the death of the
 * process; a flush in the background, of many turns at a time, makes it survive a power cut. Turns leave the journal
 * once the tables hold them: then the file that has only such turns is written over from its start.
 */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Cancel, Clock } from '../../runtime/clock.ts';
import { SEGMENT_BYTES, type OpenSegment, type Segment } from './segment.ts';
import { decodeTurn, encodeTurn, TURN_MAGIC, type JournaledWrite, type Turn } from './turn-codec.ts';
import { StoreDamaged } from './values.ts';

export const JOURNAL_FILES = ['journal-a', 'journal-b'] as const;
/** Between two flushes: what is written meanwhile shares the next one. */
const FLUSH_GAP_MS = 8;

export interface JournalOptions {
  readonly dir: string;
  readonly seed: number;
  readonly clock: Clock;
  readonly openSegment: OpenSegment;
  /** Turns up to this one are in the tables. */
  readonly settledTurn: number;
  /** A flush failed: what it covered may be lost although it was written, and a second try would hide that. */
  readonly onFlushFailed: (fault: unknown) => void;
}

interface Place {
  readonly segment: Segment;
  position: number;
  lastTurn: number;
  isFlushed: boolean;
}

interface Waiting {
  readonly turn: number;
  readonly resolve: () => void;
  readonly reject: (fault: unknown) => void;
}

export class Journal {
  readonly #options: JournalOptions;
  #active: Place;
  #other: Place;
  #written: number;
  #flushed: number;
  #settled: number;
  #waiting: Waiting[] = [];
  #state: 'idle' | 'flushing' | 'pausing' | 'over' = 'idle';
  #flush: Promise<void> = Promise.resolve();
  #cancelPause: Cancel = () => undefined;

  private constructor(options: JournalOptions, segments: readonly [Segment, Segment]) {
    const [active, other] = segments.map((segment) => ({ segment, position: 0, lastTurn: 0, isFlushed: true }));
    if (!active || !other) throw new Error('A journal has two files');
    this.#options = options;
    this.#active = active;
    this.#other = other;
    this.#written = this.#flushed = this.#settled = options.settledTurn;
  }

  /** Starts an empty journal: whatever is in the folder's files has to be in the tables, flushed. */
  static async start(options: JournalOptions): Promise<Journal> {
    const [first, second] = JOURNAL_FILES.map((name) => options.openSegment(join(options.dir, name)));
    return new Journal(options, await Promise.all([first, second] as [Promise<Segment>, Promise<Segment>]));
  }

  /** Number of the last turn that was written. */
  get written(): number {
    return this.#written;
  }

  /**
   * Writes the next turn, one at a time; resolves with its number when it is written.
   * @throws what the file system says; nothing was journaled then
   */
  async write(writes: readonly JournaledWrite[]): Promise<number> {
    const number = this.#written + 1;
    if (this.#active.position >= SEGMENT_BYTES && this.#other.lastTurn <= this.#settled) {
      [this.#active, this.#other] = [this.#other, this.#active];
      this.#active.position = 0;
    }
    const place = this.#active;
    const bytes = encodeTurn({ number, flushed: this.#flushed, writes }, this.#options.seed);
    await place.segment.write(bytes, place.position);
    place.position += bytes.length;
    place.lastTurn = number;
    place.isFlushed = false;
    this.#written = number;
    return number;
  }

  /** Resolves once turn `number` is flushed. @throws when the flush that would have held it failed */
  durable(number: number): Promise<void> {
    if (this.#state === 'over') return Promise.reject(new Error('The journal can no longer be flushed'));
    if (number <= this.#flushed) return Promise.resolve();
    const durable = new Promise<void>((resolve, reject) => {
      this.#waiting.push({ turn: number, resolve, reject });
    });
    if (this.#state === 'idle') this.#startFlush();
    return durable;
  }

  /** The tables hold every turn up to `number`, flushed. */
  settle(number: number): void {
    this.#settled = number;
  }

  /** Flushes what somebody waits for, and closes the files. Nothing may be written any more. */
  async close(): Promise<void> {
    for (;;) {
      await this.#flush;
      this.#cancelPause();
      if (this.#waiting.length === 0) break;
      this.#startFlush();
    }
    this.#state = 'over';
    await Promise.all([this.#active.segment.close(), this.#other.segment.close()]);
  }

  #startFlush(): void {
    this.#state = 'flushing';
    this.#flush = this.#flushWritten();
  }

  async #flushWritten(): Promise<void> {
    const number = this.#written;
    const places = [this.#active, this.#other].filter(({ isFlushed }) => !isFlushed);
    for (const place of places) place.isFlushed = true;
    try {
      await Promise.all(places.map(({ segment }) => segment.flush()));
    } catch (fault) {
      this.#state = 'over';
      for (const { reject } of this.#waiting) reject(fault);
      this.#waiting = [];
      this.#options.onFlushFailed(fault);
      return;
    }
    this.#flushed = number;
    const held = this.#waiting.filter(({ turn }) => turn <= number);
    this.#waiting = this.#waiting.filter(({ turn }) => turn > number);
    for (const { resolve } of held) resolve();
    this.#state = 'pausing';
    this.#cancelPause = this.#options.clock.after(FLUSH_GAP_MS, () => {
      if (this.#waiting.length > 0) this.#startFlush();
      else this.#state = 'idle';
    });
  }
}

/** What the folder's journal holds, as it is; empty where there is none. */
export const readSegments = (dir: string): Promise<readonly Buffer[]> =>
  Promise.all(JOURNAL_FILES.map((name) => readSegment(join(dir, name))));

/**
 * The turns after `settledTurn`, in order and without a gap. What comes after the first one that is not whole was never
 * flushed, and is left out.
 * @throws StoreDamaged when it can be seen that a turn is missing which had been flushed
 */
export function readJournal(segments: readonly Buffer[], seed: number, settledTurn: number): readonly Turn[] {
  const runs = segments.map((bytes) => readRun(bytes, seed));
  const found = runs.flatMap(({ turns }) => turns).sort((one, other) => one.number - other.number);
  const turns: Turn[] = [];
  for (const turn of found) if (turn.number === settledTurn + turns.length + 1) turns.push(turn);
  const flushed = [...found.map((turn) => turn.flushed), ...runs.map(({ flushedAfterGap }) => flushedAfterGap)];
  if (Math.max(0, ...flushed) > settledTurn + turns.length) throw new StoreDamaged('The journal is damaged');
  return turns;
}

/** Turns from the start of a file as long as they follow each other, and what turns beyond a damaged one tell. */
function readRun(bytes: Buffer, seed: number): { turns: Turn[]; flushedAfterGap: number } {
  const turns: Turn[] = [];
  let at = 0;
  for (;;) {
    const next = decodeTurn(bytes, at, seed);
    if (!next || (turns.length > 0 && next.turn.number !== (turns.at(-1)?.number ?? 0) + 1)) break;
    turns.push(next.turn);
    at = next.end;
  }
  const expected = (turns.at(-1)?.number ?? 0) + 1;
  let flushedAfterGap = 0;
  for (at = bytes.indexOf(TURN_MAGIC, at); at >= 0; at = bytes.indexOf(TURN_MAGIC, at + 1)) {
    const later = decodeTurn(bytes, at, seed)?.turn;
    if (later && later.number >= expected) flushedAfterGap = Math.max(flushedAfterGap, later.flushed);
  }
  return { turns, flushedAfterGap };
}

async function readSegment(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}
