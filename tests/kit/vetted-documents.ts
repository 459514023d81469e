/** Documents as the server holds them, for tests that judge updates without a server around. */

import * as Y from 'yjs';
import { firstBoardState } from '../../server/documents/board-document.ts';
import { boardRules } from '../../server/documents/board-schema.ts';
import { ClientOwners, SERVER } from '../../server/documents/client-owners.ts';
import { DOCUMENT_LIMITS, type DocumentLimits } from '../../server/documents/document-limits.ts';
import { firstReadingState } from '../../server/documents/reading-document.ts';
import { readingRules } from '../../server/documents/reading-schema.ts';
import type { ContentRules } from '../../server/documents/vet/content-judge.ts';
import { vetUpdate, type Verdict, type VettedDocument } from '../../server/documents/vet/vet.ts';
import { wallRules } from '../../server/documents/wall-schema.ts';
import { parseDimension, type Dimension } from '../../shared/board/dimension.ts';
import { parseDimensionId, parseParticipantId, type ParticipantId } from '../../shared/board/ids.ts';

export const person = (letter: string): ParticipantId => parseParticipantId(letter.repeat(22))!;
export const ANA = person('a');
export const BEN = person('b');

/** Of the server's own writing. */
export const SERVER_CLIENT = 1000;

export const QUESTIONS: readonly Dimension[] = [
  parseDimension({ id: 'what', type: 'text', label: 'What' })!,
  parseDimension({ id: 'why', type: 'text', label: 'Why' })!,
  parseDimension({ id: 'when', type: 'date', label: 'When' })!,
];

export interface ServerDocument extends VettedDocument {
  /** Judges as the server does, and applies what it lets in. */
  readonly take: (update: Uint8Array, author?: ParticipantId) => Verdict;
}

const serve = (
  first: Uint8Array,
  rulesFor: (doc: Y.Doc, limits: DocumentLimits) => ContentRules,
  limits: DocumentLimits,
): ServerDocument => {
  const doc = new Y.Doc();
  const rules = rulesFor(doc, limits);
  const owners = new ClientOwners();
  owners.add(SERVER_CLIENT, SERVER);
  Y.applyUpdate(doc, first);
  const document: VettedDocument = { doc, owners, rules, limits, hasRoomFor: () => true };
  const take = (update: Uint8Array, author: ParticipantId = ANA): Verdict => {
    const verdict = vetUpdate(update, author, document);
    if (verdict.kind !== 'write') return verdict;
    Y.applyUpdate(doc, verdict.update);
    for (const id of verdict.newClientIds) owners.add(id, author);
    if (verdict.rest !== undefined) take(verdict.rest, author);
    return verdict;
  };
  return { ...document, take };
};

export const readingOnServer = (limits: Partial<DocumentLimits> = {}): ServerDocument =>
  serve(firstReadingState(QUESTIONS, SERVER_CLIENT), readingRules, { ...DOCUMENT_LIMITS, ...limits });

export const boardOnServer = (limits: Partial<DocumentLimits> = {}): ServerDocument =>
  serve(firstBoardState('We ship it.', [parseDimensionId('what')!], SERVER_CLIENT), boardRules, {
    ...DOCUMENT_LIMITS,
    ...limits,
  });

export const wallOnServer = (): ServerDocument => serve(Uint8Array.of(0, 0), wallRules, DOCUMENT_LIMITS);

/** A client's copy of a server document, with a client id of its own. */
export const copyOf = ({ doc }: VettedDocument, clientId: number): Y.Doc => {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  // Afterwards: Yjs takes another one when it sees its own from outside.
  copy.clientID = clientId;
  return copy;
};

/** What a client sends for each of its own changes from now on. */
export const changesOf = (doc: Y.Doc): Uint8Array[] => {
  const changes: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array, _origin: unknown, _doc: Y.Doc, transaction: Y.Transaction) => {
    if (transaction.local) changes.push(update);
  });
  return changes;
};

export const answerOf = (doc: Y.Doc, id: string): Y.Map<unknown> => doc.getMap<Y.Map<unknown>>('answers').get(id)!;
export const textOf = (doc: Y.Doc, id: string): Y.Text => answerOf(doc, id).get('value') as Y.Text;

/** What a document holds that its schema does not know; empty as long as vetting keeps its promise. */
export const outsideSchema = (doc: Y.Doc): string[] => {
  const found: string[] = [];
  if (doc.store.pendingStructs !== null) found.push('pending structs');
  if (doc.store.pendingDs !== null) found.push('pending deletions');
  for (const [client, structs] of doc.store.clients) {
    for (const struct of structs) {
      if (!(struct instanceof Y.Item)) found.push(`garbage of ${client}`);
      else if (struct.content instanceof Y.ContentString || struct.content instanceof Y.ContentDeleted) continue;
      else if (client === SERVER_CLIENT) found.push(...(struct.deleted ? [`deleted ${struct.parentSub}`] : []));
      else if (!(struct.content instanceof Y.ContentAny)) found.push(`${struct.content.constructor.name} of ${client}`);
    }
  }
  for (const name of doc.share.keys())
    if (!['answers', 'nod', 'wording', 'notes', 'rounds'].includes(name)) found.push(name);
  return found;
};
