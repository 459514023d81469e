/**
 * The documents of Readback behind a plain socket server, for a load generator that brings documents of its own shape:
 * the same store, window, vetting of bytes, acknowledgement and framing, but any content is let in and every connection
 * is a person of its own. Only the bench composes this.
 */

import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { BoardId, ParticipantId } from '../../shared/board/ids.ts';
import type { BoardAccess } from '../../server/documents/board-access.ts';
import { DOCUMENT_LIMITS } from '../../server/documents/document-limits.ts';
import { OpenDocuments } from '../../server/documents/open-documents.ts';
import type { ContentJudge } from '../../server/documents/vet/content-judge.ts';
import { systemClock } from '../../server/runtime/clock.ts';
import { freshId, systemRandom } from '../../server/runtime/random.ts';
import { openLmdbStore } from '../../server/store/lmdb-store.ts';
import { DocumentSocket } from '../../server/transport/document-socket.ts';

const clock = systemClock();
const random = systemRandom();
const store = await openLmdbStore({
  dir: process.env['DATA_DIR'] ?? './data',
  clock,
  makeId: () => freshId(random),
  onFatal: () => process.exit(70),
});
const limits = {
  ...DOCUMENT_LIMITS,
  stateBytes: 16 * 1024 * 1024,
  structsPerMessage: 1_000_000,
  clientIdsPerPerson: 10_000,
};

const ANYTHING: ContentJudge = {
  insert: () => undefined,
  remove: () => undefined,
  removeNew: () => undefined,
  conclude: () => undefined,
  places: () => ['notes'],
  steps: () => 0,
};
const access: BoardAccess = {
  mayRead: () => undefined,
  mayWrite: () => undefined,
  fence: () => 0,
  isKey: () => true,
  catchUp: () => Promise.resolve(),
  isFresh: () => true,
  eventsHead: () => 0,
  dimensionsOf: () => [],
  notedDimensions: () => [],
  firstWording: () => '',
  displayName: () => 'Somebody',
  shownWhileWritten: () => undefined,
};

const boards = new Map<string, Promise<OpenDocuments>>();
const open = async (name: string): Promise<OpenDocuments> => {
  const board = createHash('sha256').update(name).digest('base64url').slice(0, 22) as BoardId;
  const documents = new OpenDocuments({
    board,
    store,
    access,
    clock,
    random,
    limits,
    kindOf: () => ({
      model: { rulesFor: () => ({ judge: () => ANYTHING }) },
      mayBegin: () => false,
      hasAwareness: true,
    }),
    tellNodes: () => undefined,
    report: (event, fault) => console.error(event, fault),
    onRefusal: (code) => console.error('refused', code),
  });
  const { seq } = await store.head(board);
  await store.tail(board, seq, { onEntries: (entries) => entries.forEach((entry) => documents.onEntry(entry)) });
  return documents;
};
const documentsOf = (name: string): Promise<OpenDocuments> => {
  const known = boards.get(name) ?? open(name);
  boards.set(name, known);
  return known;
};

const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: 16 * 1024 * 1024 });
const http = createServer((_request, response) => response.end('ok'));
const live = new Set<DocumentSocket>();
clock.every(12_000, () => live.forEach((socket) => socket.beat()));
http.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
  socket.on('error', () => socket.destroy());
  sockets.handleUpgrade(request, socket, head, (ws) => {
    ws.on('error', () => ws.terminate());
    const person = freshId(random) as ParticipantId;
    const peer = new DocumentSocket(ws, socket, { person, keyHash: person, wantsAcks: false });
    live.add(peer);
    ws.once('close', () => live.delete(peer));
    const name = (request.url ?? '/').split('?')[0] ?? '/';
    void peer.serve(async (served) => (await documentsOf(name)).get({ kind: 'board' }).connect(served));
  });
});
http.listen(Number(process.env['PORT'] ?? 0), '127.0.0.1', 4096);
