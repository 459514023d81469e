/**
 * Makes the export of a board from what one person may see of it. Takes a view and nothing behind it, so it cannot hold
 * what that person may not see.
 */

import type { RoundView, View } from '../board/view.ts';
import { Aliases, type HungReadings } from './aliases.ts';
import { EXPORT_SCHEMA, type BoardExport, type ExportedPerson, type ExportedRound } from './board-export.ts';
import { exportQuestion, exportReadings, peopleNamedIn } from './export-readings.ts';
import { inKeyOrder } from './key-order.ts';

export interface ExportSource {
  readonly view: View;
  /** Round number → what hangs there. Undefined where it is withheld from this person. */
  readonly wall?: Readonly<Record<string, HungReadings>> | undefined;
  /** Question → notes. Undefined where they are withheld from this person. */
  readonly notes?: Readonly<Record<string, string>> | undefined;
}

const moment = (atMs: number): string => new Date(atMs).toISOString();

const byNumber = (a: string, b: string): number => Number(a.slice(1)) - Number(b.slice(1));

/** Undefined where there is nothing to be seen yet. An open round that is still written is not revealed. */
const hungIn = ({ wall }: ExportSource, { status, number }: RoundView): HungReadings | undefined =>
  status === 'revealed' && wall !== undefined ? (wall[String(number)] ?? {}) : undefined;

/** Who waits at the door is known to facilitators only; who was removed is there while something names them. */
const peopleOf = (view: View, hung: readonly HungReadings[]) => {
  const named = new Set<string>([
    ...hung.flatMap(peopleNamedIn),
    ...view.replies.map(({ participantId }) => participantId),
    ...view.claims.map(({ participantId }) => participantId),
  ]);
  return {
    present: view.participants.filter(({ pending }) => pending !== true),
    former: view.former.filter(({ id }) => named.has(id)),
  };
};

const exportPeople = ({ present, former }: ReturnType<typeof peopleOf>, aliases: Aliases): ExportedPerson[] => [
  ...present.map(({ id, name, function: role, facilitator, reads }) => ({
    id: aliases.named(id),
    name,
    ...(role === undefined ? {} : { function: role }),
    facilitator,
    reads,
  })),
  ...former.map(({ id, name }) => ({
    id: aliases.named(id),
    name,
    facilitator: false,
    reads: false,
    former: true as const,
  })),
];

const exportRound = (round: RoundView, hung: HungReadings | undefined, aliases: Aliases): ExportedRound => ({
  number: round.number,
  status: round.status,
  openedAt: moment(round.openedAt),
  wordingVersion: round.wordingVersion,
  wording: round.wording,
  rules: inKeyOrder(round.rules),
  questions: round.dimensions.map(exportQuestion),
  readings:
    hung === undefined ? null : exportReadings(round.dimensions, hung, aliases).sort((a, b) => byNumber(a.id, b.id)),
});

/** Every question that ever was asked, the latest first. */
const notesOf = ({ view, notes = {} }: ExportSource): BoardExport['notes'] => {
  const asked = [view.dimensions, ...view.rounds.map(({ dimensions }) => dimensions).reverse()].flat();
  return [...new Set(asked.map(({ id }) => id))].flatMap((question) => {
    const text = notes[question] ?? '';
    return text.trim() === '' ? [] : [{ question, text }];
  });
};

const claimsOf = ({ claims }: View, aliases: Aliases): BoardExport['claims'] =>
  claims
    .flatMap(({ readingId, participantId }) => {
      const [reading, by] = [aliases.reading(readingId), aliases.person(participantId)];
      return reading === undefined || by === undefined ? [] : [{ reading, by }];
    })
    .sort((a, b) => byNumber(a.reading, b.reading));

export const exportBoard = (source: ExportSource): BoardExport => {
  const { view } = source;
  const { board } = view;
  const hung = view.rounds.map((round) => hungIn(source, round));
  const revealed = hung.filter((found) => found !== undefined);
  const people = peopleOf(view, revealed);
  const aliases = new Aliases(
    [...people.present, ...people.former].map(({ id }) => id),
    revealed,
  );
  return {
    schema: EXPORT_SCHEMA,
    title: board.title,
    timeZone: board.timeZone,
    createdAt: moment(board.createdAt),
    phase: board.phase,
    closedOn: board.closedOn ?? null,
    returnOn: board.returnOn ?? null,
    rules: inKeyOrder(board.rules),
    wording: board.wording,
    wordings: board.wordings.map(({ version, text, at }) => ({ version, text, at: moment(at) })),
    people: exportPeople(people, aliases),
    questions: view.dimensions.map(exportQuestion),
    rounds: view.rounds.map((round, index) => exportRound(round, hung[index], aliases)),
    claims: claimsOf(view, aliases),
    notes: notesOf(source),
    replies: view.replies.map(({ dimensionId, participantId, at, text }) => ({
      question: dimensionId,
      by: aliases.named(participantId),
      at: moment(at),
      text,
    })),
    marks: view.marks
      .filter(({ matters, open }) => matters + open > 0)
      .map(({ dimensionId, matters, open }) => ({ question: dimensionId, matters, open })),
  };
};

/** The file. */
export const exportJson = (source: ExportSource): string => `${JSON.stringify(exportBoard(source), null, 2)}\n`;
