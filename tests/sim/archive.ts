/**
 * Every entry that was ever committed for one board, whatever became of it in the store since, folded as it came in. What
 * must hold of a log by itself is checked here, at the moment of the commit: phases, seats, seals, walls.
 */

import * as Y from 'yjs';
import { decodeKept } from '../../server/documents/entry-format.ts';
import { readReading } from '../../server/documents/reading-document.ts';
import { readWall } from '../../server/documents/wall-document.ts';
import { ClientOwners } from '../../server/documents/client-owners.ts';
import { canonicalJson, digestOf } from '../../server/room/digest.ts';
import { decodeEntry } from '../../server/room/entry-codec.ts';
import { readersOf } from '../../server/room/reveal.ts';
import { EVENTS, parseReadingStream, readingStream, WALL_DOCUMENT } from '../../server/room/streams.ts';
import type { Entry, Seq, StreamName } from '../../server/store/board-store.ts';
import type { MemoryMedium } from '../../server/store/memory-medium.ts';
import { evolve } from '../../shared/board/evolve.ts';
import type { Digest, LogEntry } from '../../shared/board/events.ts';
import type { BoardId, ParticipantId, ReadingId } from '../../shared/board/ids.ts';
import { settleReading, type RevealedReading, type WithdrawnReading } from '../../shared/board/reading.ts';
import { isPresent, lastRound, NO_BOARD, type BoardState, type Round } from '../../shared/board/state.ts';
import type { Canaries } from './canaries.ts';
import { checkControl } from './log-checks.ts';

export interface Violations {
  readonly add: (rule: string, what: string) => void;
}

type Hung = RevealedReading | WithdrawnReading;

export class Archive {
  readonly board: BoardId;
  readonly #medium: MemoryMedium;
  readonly #canaries: Canaries;
  readonly #violations: Violations;
  readonly #streams = new Map<StreamName, Entry[]>();
  #entries: { readonly entry: Entry; readonly batch: number }[] = [];
  #batch = 0;
  /** While what was committed is folded again, nothing is judged a second time. */
  #isReplaying = false;
  #wall = new Y.Doc();
  #sealedAt = new Map<number, Seq>();
  log: LogEntry[] = [];
  state: BoardState = NO_BOARD;
  /** Words of readings that hang, or hung, on the wall, and with which round they first came there. */
  readonly published = new Map<string, number>();
  /** Every word that was ever committed. */
  readonly committed = new Set<string>();
  /** Whose reading each reading id is. */
  readonly owners = new Map<ReadingId, ParticipantId>();

  constructor(board: BoardId, medium: MemoryMedium, canaries: Canaries, violations: Violations) {
    this.board = board;
    this.#medium = medium;
    this.#canaries = canaries;
    this.#violations = violations;
    medium.listen((news) => {
      if (news.kind === 'entries' && news.board === board) this.#commit();
    });
    this.#commit();
  }

  entriesOf(stream: StreamName): readonly Entry[] {
    return this.#streams.get(stream) ?? [];
  }

  wall(): Record<string, Record<string, Hung>> {
    return readWall(this.#wall);
  }

  answerOf(by: ParticipantId, commandId: string): LogEntry[] {
    return this.log.filter((entry) => entry.by === by && entry.commandId === commandId);
  }

  /** How many entries a command became. */
  answersTo(by: ParticipantId, commandId: string | undefined): number {
    return commandId === undefined ? 0 : this.answerOf(by, commandId).length;
  }

  /** A power cut took what was not durable. */
  rewind(): void {
    const { seq } = this.#medium.board(this.board);
    const kept = this.#entries.filter(({ entry }) => entry.seq <= seq);
    this.#entries = [];
    this.#streams.clear();
    this.#sealedAt.clear();
    this.#wall = new Y.Doc();
    this.log = [];
    this.state = NO_BOARD;
    this.#isReplaying = true;
    for (let at = 0; at < kept.length;) {
      const batch = kept.filter((one) => one.batch === kept[at]?.batch).map(({ entry }) => entry);
      this.#take(batch);
      at += batch.length;
    }
    this.#isReplaying = false;
  }

  #commit(): void {
    const after = this.#entries.at(-1)?.entry.seq ?? 0;
    const batch = this.#medium.entriesAfter(this.board, after);
    if (batch.length > 0) this.#take(batch);
  }

  #take(batch: readonly Entry[]): void {
    const id = this.#batch++;
    const before = this.state;
    const wallBefore = this.wall();
    let control: LogEntry | undefined;
    for (const entry of batch) {
      this.#entries.push({ entry, batch: id });
      this.#streams.set(entry.stream, [...this.entriesOf(entry.stream), entry]);
      for (const { word } of this.#canaries.in(entry.payload)) this.committed.add(word);
      if (entry.stream === EVENTS) control = this.#foldControl(entry);
      const reading = parseReadingStream(entry.stream);
      if (reading !== undefined) this.#checkWriting(reading.round, reading.participant, before);
    }
    const wallEntries = batch.filter(({ stream }) => stream === WALL_DOCUMENT);
    for (const { payload } of wallEntries) Y.applyUpdate(this.#wall, decodeKept(payload).update);
    if (control?.by !== undefined && this.answersTo(control.by, control.commandId) > 1) {
      this.#violate('D4', 'one command became two entries');
    }
    if (control !== undefined) checkControl(before, this.state, control, (rule, what) => this.#violate(rule, what));
    if (wallEntries.length > 0 || control !== undefined) this.#checkWall(before, wallBefore, wallEntries, control);
  }

  #foldControl(entry: Entry): LogEntry {
    const { entry: kept } = decodeEntry(entry.payload);
    this.log.push(kept);
    this.state = evolve(this.state, kept);
    for (const { readingId, id } of this.state.participants.values()) this.owners.set(readingId, id);
    for (const event of kept.events) if (event.type === 'round.sealed') this.#sealedAt.set(event.round, entry.seq);
    return kept;
  }

  #violate(rule: string, what: string): void {
    if (!this.#isReplaying) this.#violations.add(rule, what);
  }

  /** D3: nothing is written into a reading once it is final. */
  #checkWriting(number: number, author: ParticipantId, state: BoardState): void {
    const round = state.rounds[number - 1];
    const isLate = round?.status === 'revealed' && state.participants.get(author)?.isAbsent === true;
    const mayBe = round?.status === 'writing' || (isLate && !round.late.has(author));
    if (!mayBe)
      this.#violate('D3', `a reading of round ${number} was written while it is ${round?.status ?? 'unknown'}`);
    if (!isPresent(state.participants.get(author))) this.#violate('S12', 'somebody who is not on the board wrote');
  }

  #checkWall(
    before: BoardState,
    wallBefore: Record<string, Record<string, Hung>>,
    entries: readonly Entry[],
    control: LogEntry | undefined,
  ): void {
    const after = this.wall();
    const changes = Object.entries(after).flatMap(([round, readings]) =>
      Object.entries(readings).flatMap(([readingId, value]) => {
        const earlier = wallBefore[round]?.[readingId];
        const isSame = earlier !== undefined && canonicalJson(earlier) === canonicalJson(value);
        return isSame ? [] : [{ round: Number(round), readingId: readingId as ReadingId, value, earlier }];
      }),
    );
    for (const change of changes) this.#checkChange(before, change, control);
    const shown = new Set(this.#canaries.in(JSON.stringify(after)).map(({ word }) => word));
    for (const { payload } of entries) {
      for (const { word } of this.#canaries.in(payload)) {
        if (!shown.has(word)) this.#violate('S5', `${word} is in a write of the wall, and not in its values`);
        if (!this.published.has(word)) this.published.set(word, changes[0]?.round ?? 0);
      }
    }
    const revealed = control?.events.find((event) => event.type === 'round.revealed');
    if (revealed !== undefined) this.#checkReveal(before, revealed, after[String(revealed.round)] ?? {});
  }

  #checkChange(
    before: BoardState,
    {
      round: number,
      readingId,
      value,
      earlier,
    }: { round: number; readingId: ReadingId; value: Hung; earlier: Hung | undefined },
    control: LogEntry | undefined,
  ): void {
    const round = before.rounds[number - 1];
    if (round?.status === 'writing' && round.rules.mode === 'open') return;
    const events = control?.events ?? [];
    const isReveal = events.some((event) => event.type === 'round.revealed' && event.round === number);
    const isLate = events.some((event) => event.type === 'late.revealed' && event.digest?.readingId === readingId);
    const isWithdrawn =
      'withdrawn' in value &&
      events.some((event) => event.type === 'reading.withdrawn' && event.readingIds.includes(readingId));
    if (!isReveal && !isLate && !isWithdrawn) this.#violate('S6', `a reading of round ${number} changed by nothing`);
    if (isLate && earlier !== undefined) this.#violate('S6', 'a late reading took the place of another one');
    if (isLate && !('withdrawn' in value)) {
      const digest = events.find((event) => event.type === 'late.revealed')?.digest;
      this.#checkDigest(readingId, value, digest ?? undefined);
      this.#checkPlain(number, this.owners.get(readingId), value, round);
    }
    if (!('withdrawn' in value) && round?.rules.mode === 'sealed' && !round.rules.names && value.by !== undefined) {
      this.#violate('S7', 'a reading without names names its author');
    }
  }

  #checkReveal(
    before: BoardState,
    { round: number, digests }: { round: number; digests: readonly Digest[] },
    hung: Record<string, Hung>,
  ): void {
    const round = before.rounds[number - 1];
    if (round === undefined) return;
    const ids = digests.map(({ readingId }) => readingId);
    if (ids.some((id, at) => at > 0 && id < (ids[at - 1] ?? '')))
      this.#violate('S7', 'digests are in an order of people');
    const sealedAt = this.#sealedAt.get(number) ?? Infinity;
    for (const person of readersOf(before, round)) {
      const value = hung[person.readingId];
      const entries = this.entriesOf(readingStream(number, person.id));
      if (entries.some(({ seq }) => seq > sealedAt)) this.#violate('D3', 'a reading was written after the seal');
      if (value !== undefined && !('withdrawn' in value)) {
        this.#checkDigest(
          person.readingId,
          value,
          digests.find(({ readingId }) => readingId === person.readingId),
        );
      }
      this.#checkPlain(number, person.id, value, round);
    }
  }

  #checkDigest(readingId: ReadingId, value: RevealedReading, digest: Digest | undefined): void {
    const isRight = digest?.readingId === readingId && digest.digest === digestOf(value.salt ?? '', value);
    if (!isRight) this.#violate('S6', 'a digest does not match what hangs on the wall');
  }

  /** D3: what hangs there is what was committed when it was sealed, and all of it. */
  #checkPlain(
    number: number,
    author: ParticipantId | undefined,
    value: Hung | undefined,
    round: Round | undefined,
  ): void {
    if (author === undefined || round === undefined) return;
    const doc = new Y.Doc();
    const owners = new ClientOwners();
    for (const { payload } of this.entriesOf(readingStream(number, author))) {
      const kept = decodeKept(payload);
      owners.addAll(kept.owners);
      Y.applyUpdate(doc, kept.update);
    }
    const settled = settleReading(round.dimensions, readReading(doc, owners));
    const hung = value === undefined || 'withdrawn' in value ? undefined : { answers: value.answers, nod: value.nod };
    if (canonicalJson(settled ?? null) !== canonicalJson(hung ?? null)) {
      this.#violate(
        'D3',
        `round ${number} reveals ${canonicalJson(hung ?? null)} of ${canonicalJson(settled ?? null)}`,
      );
    }
  }

  get round(): number {
    return lastRound(this.state)?.number ?? 0;
  }
}
