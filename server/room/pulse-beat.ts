/**
 * The beat of the pulse: at most every two seconds, while a sealed round is written and its rules allow it, the counts
 * of what is committed so far go to everyone alike (S4). Never by keystroke: a change only makes the next beat due.
 */

import type { ParticipantId } from '../../shared/board/ids.ts';
import { pulseOf, type DimensionPulse } from '../../shared/board/pulse.ts';
import { settleReading, type Answer } from '../../shared/board/reading.ts';
import { lastRound, type Round } from '../../shared/board/state.ts';
import type { Cancel } from '../runtime/clock.ts';
import { describeFault } from '../runtime/log.ts';
import type { Entry } from '../store/board-store.ts';
import type { ControlSession } from './control-sessions.ts';
import { readersOf } from './reveal.ts';
import type { RoomParts } from './room-parts.ts';
import { parseReadingStream } from './streams.ts';

const BEAT_MS = 2000;

export class PulseBeat {
  readonly #room: RoomParts;
  /** Answers as last read, of the round being written. */
  readonly #answers = new Map<ParticipantId, Readonly<Record<string, Answer>>>();
  readonly #changed = new Set<ParticipantId>();
  #round = 0;
  #shown: readonly DimensionPulse[] = [];
  #next: Cancel | undefined;

  constructor(room: RoomParts) {
    this.#room = room;
  }

  notice(entry: Entry): void {
    const reading = parseReadingStream(entry.stream);
    if (reading === undefined || reading.round !== this.#beating()?.number) return;
    this.#changed.add(reading.participant);
    this.#schedule();
  }

  /** Somebody new gets what everybody has. */
  greet(session: ControlSession): void {
    const round = this.#beating();
    if (round === undefined) return;
    if (this.#round === round.number) session.send(this.#message(round));
    else {
      for (const person of readersOf(this.#room.state, round)) this.#changed.add(person.id);
      this.#schedule();
    }
  }

  stop(): void {
    this.#next?.();
  }

  #beating(): Round | undefined {
    const round = lastRound(this.#room.state);
    const isBeating = round?.status === 'writing' && round.rules.mode === 'sealed' && round.rules.pulse;
    return isBeating && this.#room.sessions.count > 0 ? round : undefined;
  }

  #message(round: Round) {
    return { type: 'pulse' as const, pulse: { round: round.number, dimensions: this.#shown } };
  }

  #schedule(): void {
    const { clock, log } = this.#room.dependencies;
    this.#next ??= clock.after(BEAT_MS, () => {
      this.#next = undefined;
      this.#beat().catch((fault: unknown) => log.warn('pulse.skipped', { fault: describeFault(fault) }));
    });
  }

  async #beat(): Promise<void> {
    const round = this.#beating();
    if (round === undefined) return;
    if (round.number !== this.#round) {
      this.#round = round.number;
      this.#answers.clear();
      this.#shown = [];
      for (const person of readersOf(this.#room.state, round)) this.#changed.add(person.id);
    }
    const changed = [...this.#changed];
    this.#changed.clear();
    for (const id of changed) {
      const raw = await this.#room.documents.reading(round.number, id);
      const settled = raw === undefined ? undefined : settleReading(round.dimensions, raw);
      if (settled !== undefined) this.#answers.set(id, settled.answers);
      else this.#answers.delete(id);
    }
    if (this.#beating()?.number !== round.number) return;
    const here = new Set(readersOf(this.#room.state, round).map((person) => person.id));
    const answers = [...this.#answers].filter(([id]) => here.has(id)).map(([, found]) => found);
    const next = pulseOf(round.dimensions, answers);
    if (JSON.stringify(next) === JSON.stringify(this.#shown)) return;
    this.#shown = next;
    this.#room.sessions.broadcast(this.#message(round));
  }
}
