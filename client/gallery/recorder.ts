/**
 * A board played in memory by the rules alone: every deed is decided, becomes an entry and is folded, as on the server,
 * and each moment is kept. The clock moves with the deeds and ids are drawn from a seed, so the same deeds make the same
 * recording, letter by letter.
 */

import { parseCommand, parseCreateRequest, parseJoinRequest, type CommandType } from '../../shared/board/commands.ts';
import { decideCreate, decideJoin, decideLateRevealed, decideRevealed } from '../../shared/board/decide-entry.ts';
import { decide } from '../../shared/board/decide.ts';
import { accept, type Verdict } from '../../shared/board/decision.ts';
import type { BoardEvent, LogEntry, PersonRecord } from '../../shared/board/events.ts';
import { evolve } from '../../shared/board/evolve.ts';
import type { BoardId, DimensionId, ParticipantId, ReadingId } from '../../shared/board/ids.ts';
import type { RejectionCode } from '../../shared/board/rejections.ts';
import { isPresent, NO_BOARD, type BoardState, type Round } from '../../shared/board/state.ts';
import { BOARD_LIMITS } from '../../shared/protocol/limits.ts';
import { seededId, withRecords, writableRound, type Moment } from './moment.ts';
import {
  draftOf,
  NO_PAPERS,
  overCarried,
  settledReading,
  withDraft,
  withHung,
  type DraftAnswer,
  type DraftNod,
  type Papers,
} from './papers.ts';

type Fields = Readonly<Record<string, unknown>>;

const DEED_MS = 20_000;
export class Recorder {
  readonly moments: Moment[] = [];
  readonly #name: string;
  #now: Moment;
  #count = 0;

  /** @param name ids are drawn from it @param start a moment to go on from */
  constructor(name: string, start: Moment | { readonly atMs: number } = { atMs: Date.UTC(2026, 11, 10, 9) }) {
    this.#name = name;
    this.#now = { state: NO_BOARD, records: new Map(), papers: NO_PAPERS, ...start };
  }

  get now(): Moment {
    return this.#now;
  }

  get state(): BoardState {
    return this.#now.state;
  }

  pass(ms: number): void {
    this.#now = { ...this.#now, atMs: this.#now.atMs + ms };
  }

  /** @throws when these fields make no board */
  create(fields: Fields): ParticipantId {
    const request = parseCreateRequest({ commandId: 'create', ...fields });
    if (request === undefined) throw new Error(`No board: ${JSON.stringify(fields)}`);
    const participantId = this.#id('person') as ParticipantId;
    const verdict = decideCreate(request, {
      boardId: this.#id('board') as BoardId,
      participantId,
      readingId: this.#id('reading') as ReadingId,
      keyHash: 'hash of the first key',
      recoveryHash: 'hash of the recovery key',
    });
    this.#now = { ...this.#now, papers: { ...this.#now.papers, wording: request.wording } };
    this.#must(verdict, 'create');
    this.#must(accept([{ type: 'code.issued', code: 'maple-quiet-harbor' }]), 'code');
    return participantId;
  }

  /** @throws when they are not let in */
  join(fields: Fields): ParticipantId {
    const request = parseJoinRequest({ commandId: 'join', ...fields });
    if (request === undefined) throw new Error(`Nobody joins like this: ${JSON.stringify(fields)}`);
    const participantId = this.#id('person') as ParticipantId;
    const verdict = decideJoin(this.state, request, {
      participantId,
      readingId: this.#id('reading') as ReadingId,
      keyHash: `hash of a key of ${participantId}`,
      passphrase: 'right',
      limits: BOARD_LIMITS,
    });
    this.#must(verdict, 'join');
    return participantId;
  }

  /** A command as a screen sends it. Undefined when it was accepted, else the code of the refusal. */
  run(by: ParticipantId, command: Fields): RejectionCode | undefined {
    const parsed = parseCommand(command);
    if ('rejection' in parsed) return parsed.rejection.code;
    const { records, papers, atMs } = this.#now;
    const verdict = decide(this.state, parsed.command, {
      at: atMs,
      by,
      limits: BOARD_LIMITS,
      freshIds: [this.#id('fresh'), this.#id('fresh')],
      wording: papers.wording,
      facilitatorAwayMs: 0,
      passphraseHash: 'hash of a passphrase',
      nameOf: (id) => records.get(`name:${id}`) as PersonRecord | undefined,
    });
    return this.#take(verdict, by);
  }

  /** A command with `seen` as it stands. @throws when it is refused */
  ask(by: ParticipantId, type: CommandType, fields: Fields = {}): void {
    const refused = this.run(by, { commandId: 'asked', seen: this.state.seen, ...fields, type });
    if (refused !== undefined) throw new Error(`${type} was refused: ${refused}`);
  }

  typeWording(text: string): void {
    this.#put({ ...this.#now.papers, wording: text });
  }

  takeNote(id: DimensionId, text: string): void {
    this.#put({ ...this.#now.papers, notes: new Map(this.#now.papers.notes).set(id, text) });
  }

  /** Changes somebody's draft of the round they can write in. @throws when there is none */
  write(person: ParticipantId, answers: readonly (readonly [DimensionId, DraftAnswer])[], nod: DraftNod = {}): void {
    const round = writableRound(this.state, person);
    if (round === undefined) throw new Error('Nobody writes now');
    const draft = draftOf(this.#now.papers, round, person);
    const changed = answers.map(([id, answer]): [DimensionId, DraftAnswer] => {
      const { carried } = draft.answers.get(id) ?? {};
      return [id, carried === undefined ? answer : overCarried(answer, carried)];
    });
    const next = { answers: new Map([...draft.answers, ...changed]), nod: { ...draft.nod, ...nod } };
    const papers = withDraft(this.#now.papers, round.number, person, next);
    this.#put(round.rules.mode === 'open' && round.status === 'writing' ? this.#hung(papers, round, [person]) : papers);
  }

  /** Replaces what stands in the documents; nothing of the log. */
  put(papers: Papers): void {
    this.#put(papers);
  }

  #id(kind: string): string {
    return seededId(this.#name, kind, String(this.#count++));
  }

  #hung(papers: Papers, round: Round, people: readonly ParticipantId[], isLate = false): Papers {
    const hung = people.flatMap((id) => {
      const person = this.state.participants.get(id);
      const reading = person && settledReading(papers, round, person, isLate);
      return person === undefined || reading === undefined ? [] : [[person.readingId, reading] as const];
    });
    return withHung(papers, round.number, hung);
  }

  #put(papers: Papers): void {
    const { entry: _, ...before } = this.#now;
    this.#keep({ ...before, papers });
  }

  #keep(moment: Moment): void {
    this.#now = moment;
    this.moments.push(moment);
  }

  #must(verdict: Verdict, what: string): void {
    const refused = this.#take(verdict);
    if (refused !== undefined) throw new Error(`${what} was refused: ${refused}`);
  }

  #take(verdict: Verdict, by?: ParticipantId): RejectionCode | undefined {
    if (verdict.rejected !== undefined) return verdict.rejected.code;
    const { state, records, papers } = this.#now;
    const atMs = this.#now.atMs + DEED_MS;
    const entry: LogEntry = {
      version: 1,
      seq: state.seq + 1,
      at: atMs,
      ...(by === undefined ? {} : { by }),
      events: verdict.events,
    };
    this.#keep({
      atMs,
      state: evolve(state, entry),
      records: withRecords(records, verdict.records),
      papers: verdict.events.reduce(withEvent, papers),
      entry,
    });
    for (const event of verdict.events) this.#complete(event);
    return undefined;
  }

  /** The second half of a reveal, which on the server is an entry of its own. */
  #complete(event: BoardEvent): void {
    if (event.type !== 'round.sealed' && event.type !== 'late.sealed') return;
    const round = this.state.rounds.find(({ number }) => number === event.round);
    if (round === undefined) return;
    const isLate = event.type === 'late.sealed';
    const readers = [...this.state.participants.values()].filter((person) => isPresent(person) && person.reads);
    const people = isLate ? [event.participantId] : readers.map(({ id }) => id);
    const papers = this.#hung(this.#now.papers, round, people, isLate);
    this.#now = { ...this.#now, papers };
    const digests = people.flatMap((id) => {
      const readingId = this.state.participants.get(id)?.readingId;
      const isHung = readingId !== undefined && papers.wall.get(round.number)?.has(readingId) === true;
      return isHung ? [{ readingId, digest: `digest of ${readingId}` }] : [];
    });
    this.#must(
      event.type === 'late.sealed'
        ? decideLateRevealed(round.number, event.participantId, digests[0] ?? null)
        : decideRevealed(round.number, digests),
      'reveal',
    );
  }
}

/** What an event does to the documents, as the server does it in the same step. */
const withEvent = (papers: Papers, event: BoardEvent): Papers => {
  if (event.type === 'wording.restated') return { ...papers, wording: event.text };
  if (event.type !== 'reading.withdrawn') return papers;
  return event.rounds.reduce(
    (next, round) =>
      withHung(
        next,
        round,
        event.readingIds.map((id) => [id, { withdrawn: true }] as const),
      ),
    papers,
  );
};
