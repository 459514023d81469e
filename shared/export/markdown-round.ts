/** One round in Markdown: how many readings, what was nodded, and for each question what was read, grouped and quoted. */

import type { Dimension } from '../board/dimension.ts';
import type { Answer } from '../board/reading.ts';
import { nameIn, sayValue } from './answer-words.ts';
import { isGap, type BoardExport, type ExportedReading, type ExportedRound } from './board-export.ts';
import { equalAnswers, type EqualAnswers } from './equal-answers.ts';
import { inMarkdown, lineInMarkdown, markdownLines } from './markdown-text.ts';
import { EXPORT_TEXT } from './messages.ts';

interface Given {
  readonly answer: Answer;
  /** Where names are shown, or its author said so. */
  readonly name: string | undefined;
}

const authorOf = (board: BoardExport, { id, by }: ExportedReading): string | undefined => {
  const author = by ?? board.claims.find(({ reading }) => reading === id)?.by;
  return author === undefined ? undefined : nameIn(board, author);
};

const givenTo = (board: BoardExport, question: Dimension, readings: readonly ExportedReading[]): Given[] =>
  readings.flatMap((reading) => {
    const answer = reading.answers[question.id];
    return answer === undefined ? [] : [{ answer, name: authorOf(board, reading) }];
  });

const withNames = (text: string, names: readonly string[]): string =>
  names.length === 0 ? text : `${text} (${names.join(', ')})`;

/** What was said, then each quote once, as it was typed; beside either, the names of those whose it is. */
const withQuotes = (said: string | undefined, given: readonly Given[]): string => {
  const quotes = new Map<string, string[]>();
  for (const { answer, name } of given) {
    const typed = inMarkdown(answer.raw);
    const quote = typed === '' || typed === said ? '' : EXPORT_TEXT.quote(typed);
    quotes.set(quote, [...(quotes.get(quote) ?? []), ...(name === undefined ? [] : [name])]);
  }
  const head = said === undefined ? '' : withNames(said, quotes.get('') ?? []);
  const typed = [...quotes].flatMap(([quote, names]) => (quote === '' ? [] : [withNames(quote, names)])).join(', ');
  return [head, typed].filter((part) => part !== '').join(': ');
};

const STATE_WORDS = {
  not_decided: EXPORT_TEXT.notDecided,
  dont_know: EXPORT_TEXT.dontKnow,
  skipped: EXPORT_TEXT.skipped,
} as const;

const sayGroup = (board: BoardExport, question: Dimension, group: EqualAnswers<Given>): string | undefined =>
  group.state === 'answered' ? sayValue(board, question, group.value) : STATE_WORDS[group.state];

const groupLine = (board: BoardExport, question: Dimension, group: EqualAnswers<Given>): string =>
  withQuotes(sayGroup(board, question, group), group.given);

/** Readings that are there, those on time apart from the late ones, which no count includes. */
const readingsOf = ({ readings }: ExportedRound) => {
  const present = (readings ?? []).flatMap((reading) => (isGap(reading) ? [] : [reading]));
  return {
    onTime: present.filter(({ late }) => late !== true),
    late: present.filter(({ late }) => late === true),
    gone: (readings ?? []).length - present.length,
  };
};

const questionBlock = (board: BoardExport, round: ExportedRound, question: Dimension): string => {
  const { onTime, late } = readingsOf(round);
  const groups = equalAnswers(question, givenTo(board, question, onTime)).map((group) =>
    EXPORT_TEXT.times(group.given.length, groupLine(board, question, group)),
  );
  const lateOnes = equalAnswers(question, givenTo(board, question, late)).map(
    (group) => `${EXPORT_TEXT.late}: ${groupLine(board, question, group)}`,
  );
  const prompt = markdownLines(question.prompt).join('  \n');
  const lines = [...groups, ...lateOnes].map((line) => `- ${line}`).join('\n');
  return [`### ${lineInMarkdown(question.label)}`, prompt, lines].filter((part) => part !== '').join('\n\n');
};

const counted = (values: readonly number[]): string =>
  [...new Set(values)]
    .sort((a, b) => b - a)
    .map((value) => EXPORT_TEXT.times(values.filter((other) => other === value).length, String(value)))
    .join(', ');

const saidLines = (board: BoardExport, readings: readonly ExportedReading[]): string => {
  const nods = readings.flatMap(({ nod }) => nod?.fist ?? []);
  const sure = readings.flatMap(({ nod }) => nod?.sure ?? []);
  const reasons = readings.flatMap((reading) => {
    const { fist = null, reason } = reading.nod ?? {};
    if (reason === undefined) return [];
    const name = authorOf(board, reading);
    const said = withNames(EXPORT_TEXT.quote(inMarkdown(reason)), name === undefined ? [] : [name]);
    return [`  - ${fist === null ? said : `${fist}: ${said}`}`];
  });
  return [
    ...(nods.length === 0 ? [] : [`- ${EXPORT_TEXT.nods(counted(nods))}`]),
    ...reasons,
    ...(sure.length === 0 ? [] : [`- ${EXPORT_TEXT.sure(counted(sure))}`]),
  ].join('\n');
};

const unrevealed = ({ status }: ExportedRound): string =>
  status === 'writing' ? EXPORT_TEXT.writing : status === 'paused' ? EXPORT_TEXT.paused : EXPORT_TEXT.withheld;

/** Blocks of Markdown, to be parted by empty lines. */
export const roundBlocks = (board: BoardExport, round: ExportedRound): string[] => {
  const head = [
    `## ${EXPORT_TEXT.round(round.number)}`,
    ...(board.wordings.length > 1 ? [EXPORT_TEXT.aboutVersion(round.wordingVersion)] : []),
  ];
  if (round.readings === null) return [...head, unrevealed(round)];
  const { onTime, late, gone } = readingsOf(round);
  return [
    ...head,
    EXPORT_TEXT.count(onTime.length, late.length, gone),
    saidLines(board, onTime),
    ...round.questions.map((question) => questionBlock(board, round, question)),
  ];
};

/** "Who" and "by when" in one line each, as the round was read. */
export const whoAndWhen = (board: BoardExport, round: ExportedRound): string =>
  round.questions
    .filter(({ type }) => type === 'persons' || type === 'date')
    .flatMap((question) => {
      const groups = equalAnswers(question, givenTo(board, question, readingsOf(round).onTime))
        .filter(({ state }) => state === 'answered' || state === 'not_decided')
        .map((group) => {
          const said = sayGroup(board, question, group) ?? groupLine(board, question, group);
          return EXPORT_TEXT.times(group.given.length, said);
        });
      return groups.length === 0 ? [] : [`- ${lineInMarkdown(question.label)}: ${groups.join('; ')}`];
    })
    .join('\n');
