/**
 * The names things are addressed by. Everything that arrives from outside is a plain string until a parser here has
 * branded it, so an unchecked string can never reach a store key or a document name.
 */

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

export type BoardId = Branded<'BoardId'>;
export type ParticipantId = Branded<'ParticipantId'>;
/** Random per person and board, the same in all rounds; never linked to the person where names are off. */
export type ReadingId = Branded<'ReadingId'>;
export type ReplyId = Branded<'ReplyId'>;
/** Chosen by the sender of a command, so that a retry can be recognised. */
export type CommandId = Branded<'CommandId'>;
/** Chosen by the sender: `[a-z0-9_-]{1,40}`. */
export type DimensionId = Branded<'DimensionId'>;

/** Server-made ids: 22 characters of base64url, 132 bits. */
const SERVER_MADE = /^[A-Za-z0-9_-]{22}$/;
const SENDER_MADE = /^[a-z0-9_-]{1,40}$/;
const COMMAND = /^[A-Za-z0-9._:-]{1,64}$/;

const parser =
  <Id extends string>(pattern: RegExp) =>
  (text: unknown): Id | undefined =>
    typeof text === 'string' && pattern.test(text) ? (text as Id) : undefined;

export const parseBoardId = parser<BoardId>(SERVER_MADE);
export const parseParticipantId = parser<ParticipantId>(SERVER_MADE);
export const parseReadingId = parser<ReadingId>(SERVER_MADE);
export const parseReplyId = parser<ReplyId>(SERVER_MADE);
export const parseDimensionId = parser<DimensionId>(SENDER_MADE);
export const parseCommandId = parser<CommandId>(COMMAND);
