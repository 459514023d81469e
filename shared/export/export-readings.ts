/** Questions and readings as an export holds them: people by alias, no salt, keys in one order. */

import type { Dimension } from '../board/dimension.ts';
import type { Answer, AnswerValue, Nod, RevealedReading } from '../board/reading.ts';
import type { Aliases, HungReadings } from './aliases.ts';
import type { ExportedGap, ExportedReading } from './board-export.ts';
import { inKeyOrder } from './key-order.ts';

const isIds = (value: AnswerValue): value is readonly string[] => Array.isArray(value);

export const exportQuestion = ({ id, type, label, prompt, config, term }: Dimension): Dimension =>
  ({
    id,
    type,
    label,
    prompt,
    config: inKeyOrder(config),
    ...(term === undefined ? {} : { term }),
  }) as Dimension;

const exportAnswer = ({ type }: Dimension, { state, value, raw }: Answer, aliases: Aliases): Answer => ({
  state,
  value: type === 'persons' && isIds(value) ? value.map((id) => aliases.named(id)) : inKeyOrder(value),
  raw,
});

const exportNod = ({ fist, sure, reason }: Nod): Nod => ({ fist, sure, ...(reason === undefined ? {} : { reason }) });

const exportReading = (
  id: string,
  { answers, nod, by, late }: RevealedReading,
  dimensions: readonly Dimension[],
  aliases: Aliases,
): ExportedReading => {
  const author = by === undefined ? undefined : aliases.person(by);
  return {
    id,
    ...(author === undefined ? {} : { by: author }),
    ...(late === undefined ? {} : { late }),
    nod: nod === null ? null : exportNod(nod),
    answers: Object.fromEntries(
      dimensions.flatMap((dimension) => {
        const answer = answers[dimension.id];
        return answer === undefined ? [] : [[dimension.id, exportAnswer(dimension, answer, aliases)] as const];
      }),
    ),
  };
};

export const exportReadings = (
  dimensions: readonly Dimension[],
  hung: HungReadings,
  aliases: Aliases,
): (ExportedReading | ExportedGap)[] =>
  Object.entries(hung).flatMap(([readingId, reading]): (ExportedReading | ExportedGap)[] => {
    const id = aliases.reading(readingId);
    if (id === undefined) return [];
    return ['withdrawn' in reading ? { id, withdrawn: true } : exportReading(id, reading, dimensions, aliases)];
  });

/** Participants whom these readings name, their authors included. */
export const peopleNamedIn = (hung: HungReadings): string[] =>
  Object.values(hung).flatMap((reading) => {
    if ('withdrawn' in reading) return [];
    const named = Object.values(reading.answers).flatMap(({ value }) => (isIds(value) ? value : []));
    return reading.by === undefined ? named : [...named, reading.by];
  });
