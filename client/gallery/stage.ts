/**
 * A board on the screen without a network: the session and documents that screens know, fed from a moment of a
 * recording. Commands are decided and folded here, so that buttons work; a later moment arrives as entries do.
 */

import { freshCommandId } from '../browser/fresh-id.ts';
import type { SeenBoard } from '../link/board-http.ts';
import type { BoardLink, BoardLinkListener, CommandOutcome, LinkState, OutgoingCommand } from '../link/board-link.ts';
import type { DocumentState } from '../link/document-link.ts';
import type { RefusalCode } from '../link/refusal.ts';
import { BoardSession } from '../session/board-session.svelte.ts';
import { OpenBoard, type DocumentName } from '../session/open-board.svelte.ts';
import type { Aside } from '../session/put-aside.svelte.ts';
import { ServerTime } from '../session/server-time.svelte.ts';
import type { ParticipantId } from '../../shared/board/ids.ts';
import { pulseOf } from '../../shared/board/pulse.ts';
import { isPresent, lastRound } from '../../shared/board/state.ts';
import { viewOf } from '../../shared/board/view.ts';
import { mayUnveil, visibleEntry } from '../../shared/board/visible.ts';
import type { Spotlight } from '../../shared/protocol/control.ts';
import { memoryDevice } from './memory-device.ts';
import { MemoryDocument, type ShownCursor } from './memory-document.ts';
import { draftKey, draftOf, settledReading, withDraft, type Papers } from './papers.ts';
import { sourcesOf, type Moment } from './moment.ts';
import { Recorder } from './recorder.ts';
import { readDraft, readWording, writeBoard, writeDraft, writeWall } from './yjs-papers.ts';

/** Whatever a scene does not say is as it is on a good day: connected, saved, everybody here. */
export interface Staging {
  readonly moment: Moment;
  readonly viewer: ParticipantId;
  readonly connection?: LinkState;
  /** State of documents of this kind. */
  readonly saving?: { readonly [Kind in 'board' | 'wall' | 'reading']?: DocumentState };
  readonly spotlight?: Spotlight;
  readonly away?: readonly ParticipantId[];
  readonly cursors?: readonly ShownCursor[];
  /** What happens once the acts of the scene say so. */
  readonly later?: readonly Moment[];
  /** What this person wrote that is part of no reading. */
  readonly asides?: readonly Aside[];
  /** What every command is answered with. */
  readonly refusal?: RefusalCode;
  /** What the server's clock shows; without it, the time of the moment. */
  readonly nowMs?: number;
}

const STILL = { monotonicMs: () => 0, everySecond: () => () => undefined };

const kindOf = (name: DocumentName): 'board' | 'wall' | 'reading' => {
  if (name === 'board' || name === 'wall') return name;
  return 'reading';
};
const roundOf = (name: DocumentName): number => Number(name.slice('reading-'.length));

export class Stage {
  readonly board: OpenBoard;
  readonly #staging: Staging;
  readonly #open = new Map<DocumentName, MemoryDocument>();
  #moment: Moment;
  #listener: BoardLinkListener | undefined;

  /** @throws when the viewer may see nothing of the board */
  constructor(staging: Staging) {
    this.#staging = staging;
    this.#moment = staging.moment;
    const start = this.#seen();
    if (start === undefined) throw new Error('This person sees nothing of the board');
    const session = new BoardSession({
      start,
      openLink: (listener) => this.#link(listener),
      reload: async () => this.#seen(),
      freshCommandId,
      time: new ServerTime(STILL, staging.nowMs ?? staging.moment.atMs),
    });
    const device = memoryDevice(staging.asides);
    this.board = new OpenBoard({ session, device, openDocument: (name) => this.#document(name) });
  }

  get moment(): Moment {
    return this.#moment;
  }

  /** Goes on to a later moment of the same recording, as a device that was there would see it. */
  advance(moments: readonly Moment[]): void {
    const before = this.#moment.papers;
    for (const moment of moments) this.#arrive(moment);
    const { papers } = this.#moment;
    for (const [name, { doc }] of this.#open) {
      // What this person typed here is theirs, unless the recording goes on with their draft.
      const key = draftKey(roundOf(name), this.#staging.viewer);
      const isOwn = kindOf(name) === 'reading' && before.drafts.get(key) === papers.drafts.get(key);
      if (!doc.isDestroyed && !isOwn) this.#fill(name, doc);
    }
  }

  close(): void {
    this.board.close();
    for (const document of this.#open.values()) document.close();
    this.#open.clear();
  }

  #seen(): SeenBoard | undefined {
    const { state } = this.#moment;
    const sources = sourcesOf(this.#moment, new Set(this.#staging.away));
    const view = viewOf(state, this.#staging.viewer, sources);
    return view === undefined || 'pending' in view ? undefined : { seq: state.seq, view };
  }

  #link(listener: BoardLinkListener): BoardLink {
    this.#listener = listener;
    return {
      resume: () => {
        listener.onState({ kind: 'connecting' });
        this.#tellPresence(listener);
        this.#tellPulse(listener);
        if (this.#staging.spotlight !== undefined) listener.onSpotlight(this.#staging.spotlight);
        listener.onState(this.#staging.connection ?? { kind: 'live' });
      },
      send: async (command) => this.#send(command),
      point: (dimensionId, readingId) => listener.onSpotlight({ by: this.#staging.viewer, dimensionId, readingId }),
      networkChanged: (isThere) =>
        listener.onState(isThere ? (this.#staging.connection ?? { kind: 'live' }) : { kind: 'lost' }),
      close: () => (this.#listener = undefined),
    };
  }

  #tellPresence(listener: BoardLinkListener): void {
    const away = new Set(this.#staging.away);
    const people = [...this.#moment.state.participants.values()];
    listener.onPresence({
      online: people.filter((person) => isPresent(person) && !away.has(person.id)).map(({ id }) => id),
      serverNow: this.#staging.nowMs ?? this.#moment.atMs,
    });
  }

  #tellPulse(listener: BoardLinkListener): void {
    const { state, papers } = this.#moment;
    const round = lastRound(state);
    if (round?.status !== 'writing' || round.rules.mode !== 'sealed' || !round.rules.pulse) return;
    const readings = [...state.participants.values()].flatMap((person) => {
      const settled = settledReading(papers, round, person);
      return settled === undefined ? [] : [settled.answers];
    });
    listener.onPulse({ round: round.number, dimensions: pulseOf(round.dimensions, readings) });
  }

  async #send(command: OutgoingCommand): Promise<CommandOutcome> {
    const { viewer, refusal, connection } = this.#staging;
    if (connection !== undefined && connection.kind !== 'live') return { ok: false, refusal: { code: 'offline' } };
    if (refusal !== undefined) return { ok: false, refusal: { code: refusal } };
    const recorder = new Recorder(`after ${command.commandId}`, { ...this.#moment, papers: this.#typed() });
    const code = recorder.run(viewer, command);
    if (code !== undefined) return { ok: false, refusal: { code } };
    this.advance(recorder.moments);
    return { ok: true, seq: this.#moment.state.seq };
  }

  /** The papers with what this person has typed into the open documents. */
  #typed(): Papers {
    let { papers } = this.#moment;
    for (const [name, { doc }] of this.#open) {
      if (name === 'board') papers = { ...papers, wording: readWording(doc) };
      else if (name !== 'wall') papers = withDraft(papers, roundOf(name), this.#staging.viewer, readDraft(doc));
    }
    return papers;
  }

  #arrive(moment: Moment): void {
    this.#moment = moment;
    const { state, entry } = moment;
    const { viewer } = this.#staging;
    const listener = this.#listener;
    const person = state.participants.get(viewer);
    if (listener === undefined || entry === undefined) return;
    if (person?.isRemoved === true) listener.onState({ kind: 'ended', reason: 'removed' });
    else if (person !== undefined && mayUnveil(entry, person)) listener.onRefresh();
    else {
      const visible = visibleEntry(state, entry, viewer, sourcesOf(moment));
      if (visible !== undefined) listener.onEntries([visible]);
    }
    this.#tellPresence(listener);
    this.#tellPulse(listener);
  }

  #document(name: DocumentName): MemoryDocument {
    const { saving = {}, cursors = [] } = this.#staging;
    const document = new MemoryDocument(saving[kindOf(name)]);
    if (document.hasArrived) this.#fill(name, document.doc);
    if (name === 'board') document.show(cursors);
    this.#open.set(name, document);
    return document;
  }

  #fill(name: DocumentName, doc: MemoryDocument['doc']): void {
    const { papers, state } = this.#moment;
    if (name === 'board') {
      const asked = [...state.dimensions, ...state.rounds.flatMap(({ dimensions }) => dimensions)];
      writeBoard(doc, papers, asked);
    } else if (name === 'wall') writeWall(doc, papers);
    else {
      const round = state.rounds.find(({ number }) => number === roundOf(name));
      if (round !== undefined) writeDraft(doc, draftOf(papers, round, this.#staging.viewer));
    }
  }
}
