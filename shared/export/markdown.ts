/**
 * A board as Markdown, for a wiki or an issue. Made from the export and nothing else, so it shows no more than that holds.
 * Everything people typed passes through `markdown-text.ts`.
 */

import { nameIn } from './answer-words.ts';
import type { BoardExport, ExportedPerson } from './board-export.ts';
import { blockQuote, inMarkdown, lineInMarkdown } from './markdown-text.ts';
import { roundBlocks, whoAndWhen } from './markdown-round.ts';
import { EXPORT_TEXT } from './messages.ts';

const sayPerson = (board: BoardExport, { id, function: role, facilitator, reads }: ExportedPerson): string => {
  const more = [
    ...(role === undefined ? [] : [lineInMarkdown(role)]),
    ...(facilitator ? [EXPORT_TEXT.facilitator] : []),
    ...(reads ? [] : [EXPORT_TEXT.noReading]),
  ];
  return more.length === 0 ? nameIn(board, id) : `${nameIn(board, id)} (${more.join(', ')})`;
};

const aboutLines = (board: BoardExport): string => {
  const people = board.people.filter(({ former }) => former !== true).map((person) => sayPerson(board, person));
  return [
    ...(board.closedOn === null ? [] : [EXPORT_TEXT.closedOn(EXPORT_TEXT.day(board.closedOn))]),
    ...(board.returnOn === null ? [] : [EXPORT_TEXT.returnOn(EXPORT_TEXT.day(board.returnOn))]),
    ...(people.length === 0 ? [] : [EXPORT_TEXT.people(people.join(', '))]),
  ]
    .map((line) => `- ${line}`)
    .join('\n');
};

const versionBlocks = ({ wordings, timeZone }: BoardExport): string[] =>
  wordings.length < 2
    ? []
    : [
        `## ${EXPORT_TEXT.versions}`,
        ...wordings.flatMap(({ version, at, text }) => [
          `**${EXPORT_TEXT.version(version, EXPORT_TEXT.dayOf(at, timeZone))}**`,
          blockQuote(text),
        ]),
      ];

const whoAndWhenBlocks = (board: BoardExport): string[] => {
  const last = board.rounds.findLast(({ readings }) => readings !== null);
  const lines = last === undefined ? '' : whoAndWhen(board, last);
  return last === undefined || lines === '' ? [] : [`## ${EXPORT_TEXT.asRead(last.number)}`, lines];
};

const questionBlocks = ({ questions, rounds }: BoardExport): string[] =>
  rounds.some(({ readings }) => readings !== null) || questions.length === 0
    ? []
    : [
        `## ${EXPORT_TEXT.questions}`,
        questions
          .map(({ label, prompt }) => [label, prompt].map(lineInMarkdown).filter((part) => part !== ''))
          .map((parts) => `- ${parts.join(': ')}`)
          .join('\n'),
      ];

const talkBlocks = (board: BoardExport): string[] => {
  const labels = new Map(
    [...board.rounds.flatMap(({ questions }) => questions), ...board.questions].map(({ id, label }) => [
      id as string,
      label,
    ]),
  );
  const talked = [...labels].flatMap(([id, label]) => {
    const note = board.notes.find(({ question }) => question === id);
    const marks = board.marks.find(({ question }) => question === id);
    const lines = [
      ...board.replies
        .filter(({ question }) => question === id)
        .map(({ by, text }) => `${nameIn(board, by)}: ${inMarkdown(text)}`),
      ...(marks === undefined || marks.matters === 0 ? [] : [EXPORT_TEXT.matters(marks.matters)]),
      ...(marks === undefined || marks.open === 0 ? [] : [EXPORT_TEXT.open(marks.open)]),
    ].map((line) => `- ${line}`);
    const blocks = [...(note === undefined ? [] : [blockQuote(note.text)]), lines.join('\n')];
    return blocks.every((block) => block === '') ? [] : [`### ${lineInMarkdown(label)}`, ...blocks];
  });
  return talked.length === 0 ? [] : [`## ${EXPORT_TEXT.talk}`, ...talked];
};

/** The file. */
export const exportMarkdown = (board: BoardExport): string => {
  const blocks = [
    `# ${board.title === null ? EXPORT_TEXT.untitled : lineInMarkdown(board.title)}`,
    blockQuote(board.wording),
    aboutLines(board),
    ...versionBlocks(board),
    ...questionBlocks(board),
    ...whoAndWhenBlocks(board),
    ...board.rounds.flatMap((round) => roundBlocks(board, round)),
    ...talkBlocks(board),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
};
