/**
 * The documents of a board as its room uses them. What the room is to write together with its own entries is handed out
 * as appends and the heads they stand on; nothing here appends for it.
 */

import * as Y from 'yjs';
import type { BoardId, ParticipantId } from '../../shared/board/ids.ts';
import { settleReading, type RawReading } from '../../shared/board/reading.ts';
import type { RejectionCode } from '../../shared/board/rejections.ts';
import type { ByeReason } from '../../shared/protocol/control.ts';
import type { Companions } from '../room/command-line.ts';
import { accessOf } from '../room/access-of.ts';
import type { Room } from '../room/room.ts';
import type { RoomDocuments } from '../room/room-documents.ts';
import { BOARD_DOCUMENT, WALL_DOCUMENT } from '../room/streams.ts';
import { describeFault } from '../runtime/log.ts';
import { freshClientId } from '../runtime/random.ts';
import type { Entry } from '../store/board-store.ts';
import type { DocumentName } from './board-access.ts';
import { readNotes, readWording, writeWording } from './board-document.ts';
import { SERVER } from './client-owners.ts';
import { CLOSE } from './close-codes.ts';
import { kindOf } from './document-kinds.ts';
import type { DocumentLimits } from './document-limits.ts';
import type { DocumentPeer, ServedPeer } from './document-peer.ts';
import type { DocumentState } from './document-state.ts';
import { encodeKept } from './entry-format.ts';
import { OpenDocuments, type OpenDependencies } from './open-documents.ts';
import { readReading } from './reading-document.ts';
import { readWall, wallUpdate, type WallChange, type WallContent } from './wall-document.ts';

type ReadingName = DocumentName & { readonly kind: 'reading' };

const BOARD: DocumentName = { kind: 'board' };
const WALL: DocumentName = { kind: 'wall' };
const NO_WRITE: Required<Companions> = { appends: [], heads: [] };

export type BoardDocumentsDependencies = Omit<OpenDependencies, 'kindOf'> & { readonly board: BoardId };

export class BoardDocuments implements RoomDocuments {
  readonly #dependencies: BoardDocumentsDependencies;
  readonly #open: OpenDocuments;

  constructor(dependencies: BoardDocumentsDependencies) {
    this.#dependencies = dependencies;
    const { access, limits } = dependencies;
    const kinds = {
      access,
      limits,
      earlierReading: (name: ReadingName) => this.#earlierReading(name),
      reflect: (name: ReadingName) => (state: DocumentState) => this.#reflect(name, state),
    };
    this.#open = new OpenDocuments({ ...dependencies, kindOf: (name) => kindOf(kinds, name) });
  }

  readonly connect = async (name: DocumentName, peer: DocumentPeer): Promise<ServedPeer | RejectionCode> => {
    const { access } = this.#dependencies;
    // A node that lags catches up before it sends anybody away: a stock provider would not come again.
    if (access.mayRead(peer.person, name) !== undefined) await access.catchUp();
    // It may have ended while its connection was let in, when nobody could cut that off.
    if (!access.isKey(peer.keyHash)) return 'not_found';
    return access.mayRead(peer.person, name) ?? this.#open.get(name).connect(peer);
  };

  readonly onEntry = (entry: Entry): void => this.#open.onEntry(entry);

  readonly recheck = (): void => this.#open.forEach((live) => live.recheck());

  readonly cutOff = (person: ParticipantId): void =>
    this.#open.forEach((live) => live.cutOff((peer) => peer.person === person, 'removed'));

  readonly wording = async () => {
    const { doc, head } = await this.#open.get(BOARD).committed();
    return { text: head === 0 ? this.#dependencies.access.firstWording() : readWording(doc), head };
  };

  readonly notes = async (): Promise<Readonly<Record<string, string>>> =>
    readNotes((await this.#open.get(BOARD).committed()).doc);

  readonly wall = async (): Promise<WallContent> => readWall((await this.#open.get(WALL).committed()).doc);

  readonly reading = async (round: number, author: ParticipantId): Promise<RawReading | undefined> => {
    const name: ReadingName = { kind: 'reading', round, author };
    const state = (await this.#open.peek(name)?.committed()) ?? (await this.#open.stored(name));
    return state.head === 0 ? undefined : readReading(state.doc, state.owners);
  };

  readonly changeWall = async (changes: readonly WallChange[]): Promise<Required<Companions>> =>
    changes.length === 0 ? NO_WRITE : this.#changesOf(await this.#open.get(WALL).committed(), changes);

  readonly changeWording = async (text: string): Promise<Required<Companions>> => {
    const { doc, head } = await this.#open.get(BOARD).committed();
    const scratch = new Y.Doc();
    Y.applyUpdate(scratch, Y.encodeStateAsUpdate(doc));
    scratch.clientID = freshClientId(this.#dependencies.random);
    const before = Y.encodeStateVector(scratch);
    scratch.transact(() => writeWording(scratch, text));
    const update = Y.encodeStateAsUpdate(scratch, before);
    const payload = encodeKept({ owners: [[scratch.clientID, SERVER]], update });
    return {
      appends: [{ stream: BOARD_DOCUMENT, payload }],
      heads: [{ stream: BOARD_DOCUMENT, seq: head }],
    };
  };

  readonly forgetHistory = async (document: { round: number; author: ParticipantId } | 'wall'): Promise<void> => {
    const name: DocumentName = document === 'wall' ? WALL : { kind: 'reading', ...document };
    await this.#open.get(name).forgetHistory();
  };

  readonly close = (reason: ByeReason): Promise<void> => this.#open.close(closeCodeOf(reason), reason);

  readonly count = (): number => this.#open.peers;

  readonly hearAwareness = (node: string, message: Uint8Array): void => {
    this.#open.peek(BOARD)?.hearAwareness(node, message);
  };

  #changesOf(wall: DocumentState, changes: readonly WallChange[]): Required<Companions> {
    const update = wallUpdate(wall.doc, changes, wall.serverClient);
    if (update === undefined) return NO_WRITE;
    const payload = encodeKept({ owners: wall.newServerClient(), update });
    return { appends: [{ stream: WALL_DOCUMENT, payload }], heads: [{ stream: WALL_DOCUMENT, seq: wall.head }] };
  }

  /** The wall's part of a write to a reading that shows while it is written (I7). */
  #reflect(name: ReadingName, { doc, owners }: DocumentState): Required<Companions> | 'later' | undefined {
    const { access } = this.#dependencies;
    const shown = access.shownWhileWritten(name.round, name.author);
    const settled = settleReading(access.dimensionsOf(name.round), readReading(doc, owners));
    if (shown === undefined || settled === undefined) return undefined;
    const wall = this.#open.get(WALL).committedNow();
    if (wall === undefined) return 'later';
    const { readingId, by } = shown;
    return this.#changesOf(wall, [{ round: name.round, readingId, value: { ...settled, by } }]);
  }

  /** Of the rounds before, as far back as they are the author's own. */
  async #earlierReading({ round, author }: ReadingName): Promise<RawReading | undefined> {
    const { access } = this.#dependencies;
    for (let before = round - 1; before > 0; before--) {
      const name: ReadingName = { kind: 'reading', round: before, author };
      if (access.mayRead(author, name) !== undefined) return undefined;
      const found = await this.reading(before, author);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

export const openBoardDocuments = (room: Room, limits: DocumentLimits): BoardDocuments => {
  const { store, clock, random, log, nodeId } = room.dependencies;
  return new BoardDocuments({
    board: room.id,
    store,
    clock,
    random,
    limits,
    access: accessOf(room),
    tellNodes: (update) =>
      room.signal({ kind: 'awareness', node: nodeId, message: Buffer.from(update).toString('base64') }),
    report: (event, fault) => log.warn(event, { fault: describeFault(fault) }),
    onRefusal: (code) => log.debug('document.refused', { code }),
  });
};

const closeCodeOf = (reason: ByeReason): number => {
  switch (reason) {
    case 'removed':
    case 'key_ended':
      return CLOSE.forbidden;
    case 'erased':
    case 'not_found':
      return CLOSE.unknown;
    case 'refresh':
    case 'restart':
      return CLOSE.restart;
    default:
      return CLOSE.tryLater;
  }
};
