/**
 * What a person or program may ask of a board: one schema a command. Commands whose part comes later are known by name
 * and answered `not_available`, so that a sender can tell them from a typing error.
 */

import * as v from 'valibot';
import { LENGTHS } from '../protocol/limits.ts';
import { daySchema } from './calendar.ts';
import { dimensionIdSchema, dimensionSchema, type Dimension } from './dimension.ts';
import {
  parseCommandId,
  parseParticipantId,
  parseReplyId,
  type CommandId,
  type DimensionId,
  type ParticipantId,
  type ReplyId,
} from './ids.ts';
import { isBlank, lineSchema, textSchema, toPlain } from './plain-text.ts';
import { rejection, type Rejection } from './rejections.ts';
import { rulesSchema } from './rules.ts';

const idSchema = <Id>(parse: (text: unknown) => Id | undefined) =>
  v.pipe(
    v.string(),
    v.check((text) => parse(text) !== undefined),
    v.transform((text) => text as unknown as Id),
  );

export const commandIdSchema = idSchema<CommandId>(parseCommandId);
const participantId = idSchema<ParticipantId>(parseParticipantId);
const replyId = idSchema<ReplyId>(parseReplyId);
const dimensionId = dimensionIdSchema as v.GenericSchema<string, DimensionId>;
const seen = v.pipe(v.number(), v.integer(), v.minValue(0));
const at = v.pipe(v.number(), v.integer(), v.minValue(0));
const roundNumber = v.pipe(v.number(), v.integer(), v.minValue(1));
const dimension = dimensionSchema as unknown as v.GenericSchema<unknown, Dimension>;

/** Text that says something. */
const sayingSchema = (atMost: number) =>
  v.pipe(
    textSchema(atMost),
    v.check((text) => !isBlank(text)),
  );

const schemas = {
  'board.configure': v.object({
    title: v.optional(lineSchema(LENGTHS.title)),
    /** Null takes the passphrase away. */
    passphrase: v.optional(v.nullable(lineSchema(LENGTHS.passphrase))),
    locked: v.optional(v.boolean()),
    rules: v.optional(v.partial(rulesSchema)),
  }),
  'dimension.add': v.object({ dimension, at: v.optional(at) }),
  'dimension.change': v.object({ id: dimensionId, patch: v.record(v.string(), v.unknown()) }),
  'dimension.move': v.object({ id: dimensionId, at }),
  'dimension.remove': v.object({ id: dimensionId }),
  'participant.admit': v.object({ participantId }),
  'participant.remove': v.object({ participantId }),
  'participant.rename': v.object({
    name: v.optional(lineSchema(LENGTHS.name)),
    function: v.optional(v.nullable(lineSchema(LENGTHS.name))),
    reads: v.optional(v.boolean()),
  }),
  'participant.withdraw': v.object({ what: v.picklist(['name', 'text']), round: v.optional(roundNumber) }),
  'facilitator.grant': v.object({ participantId }),
  'facilitator.revoke': v.object({ participantId }),
  'facilitator.take': v.object({}),
  'round.open': v.object({ seen }),
  'round.extend': v.object({ minutes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(24 * 60)) }),
  'reading.finish': v.object({ done: v.boolean() }),
  'round.reveal': v.object({ seen }),
  'phase.back': v.object({ seen }),
  'reading.claim': v.object({}),
  'reply.add': v.object({ dimensionId, text: sayingSchema(LENGTHS.reply) }),
  'reply.remove': v.object({ replyId }),
  'dimension.mark': v.object({ dimensionId, mark: v.picklist(['matters', 'open']), on: v.boolean() }),
  'wording.restate': v.object({ text: sayingSchema(LENGTHS.wording) }),
  'board.close': v.object({ seen, returnOn: v.optional(daySchema) }),
} as const;

const LATER = new Set([
  'text.sort',
  'text.regroup',
  'output.record',
  'output.none',
  'output.confirm',
  'output.mark',
  'checkin.record',
]);

export type CommandType = keyof typeof schemas;
export type CommandOf<Type extends CommandType> = { readonly type: Type; readonly commandId: CommandId } & Readonly<
  v.InferOutput<(typeof schemas)[Type]>
>;
/** A command of the public surface, checked in shape but not yet against a board. */
export type Command = { [Type in CommandType]: CommandOf<Type> }[CommandType];

const isKnown = (type: string): type is CommandType => Object.hasOwn(schemas, type);

/** @returns the command, or why it cannot be one: `malformed`, or `not_available` for a part that is not there yet. */
export const parseCommand = (input: unknown): { command: Command } | { rejection: Rejection } => {
  const head = v.safeParse(v.object({ commandId: commandIdSchema, type: v.string() }), input);
  if (!head.success) return { rejection: rejection('malformed') };
  const { commandId, type } = head.output;
  if (LATER.has(type)) return { rejection: rejection('not_available') };
  if (!isKnown(type)) return { rejection: rejection('malformed') };
  const body = v.safeParse(schemas[type], input);
  if (!body.success) return { rejection: rejection('malformed') };
  return { command: { ...body.output, type, commandId } as Command };
};

const createSchema = v.object({
  commandId: commandIdSchema,
  name: lineSchema(LENGTHS.name),
  function: v.optional(lineSchema(LENGTHS.name)),
  reads: v.optional(v.boolean(), true),
  wording: v.optional(textSchema(LENGTHS.wording), ''),
  template: v.optional(v.pipe(v.string(), v.maxLength(40))),
  title: v.optional(lineSchema(LENGTHS.title)),
  timeZone: v.optional(v.pipe(v.string(), v.maxLength(60), v.check(isTimeZone)), 'UTC'),
  /** The board whose series this one continues. */
  after: v.optional(v.pipe(v.string(), v.maxLength(40))),
});
export type CreateRequest = v.InferOutput<typeof createSchema>;

const joinSchema = v.object({
  commandId: commandIdSchema,
  name: lineSchema(LENGTHS.name),
  function: v.optional(lineSchema(LENGTHS.name)),
  reads: v.optional(v.boolean(), true),
  passphrase: v.optional(
    v.pipe(
      v.string(),
      v.maxLength(2000),
      v.transform((text) => toPlain(text).trim()),
    ),
  ),
  /** Was not in the room: gives a late reading before seeing the others'. */
  absent: v.optional(v.boolean(), false),
});
export type JoinRequest = v.InferOutput<typeof joinSchema>;

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch (fault) {
    if (fault instanceof RangeError) return false;
    throw fault;
  }
}

const parseWith =
  <Output>(schema: v.GenericSchema<unknown, Output>) =>
  (input: unknown): Output | undefined => {
    const parsed = v.safeParse(schema, input);
    return parsed.success ? parsed.output : undefined;
  };

export const parseCreateRequest = parseWith<CreateRequest>(createSchema);
export const parseJoinRequest = parseWith<JoinRequest>(joinSchema);
