/** A board as Markdown: what its readers find, and that nothing people typed becomes anything but text. */

import fc from 'fast-check';
import { parsers } from 'prettier/plugins/markdown';
import { describe, expect, it } from 'vitest';
import type { Dimension } from '../../shared/board/dimension.ts';
import { exportBoard, type ExportSource } from '../../shared/export/export-board.ts';
import { exportMarkdown } from '../../shared/export/markdown.ts';
import { chose, hung, left, personId, QUESTIONS, readingId, said, source, viewed } from '../kit/exported-board.ts';
import { hostileText } from '../kit/hostile-text.ts';

interface Node {
  readonly type: string;
  readonly value?: string;
  readonly children?: readonly Node[];
}

const parsed = (markdown: string): Node => parsers.markdown.parse(markdown, {} as never) as Node;
const nodesOf = (node: Node): readonly Node[] => [node, ...(node.children ?? []).flatMap(nodesOf)];
const textOf = (node: Node): string =>
  nodesOf(node)
    .map(({ type, value }) => (type === 'break' ? ' ' : (value ?? '')))
    .join('');
const written = (given: ExportSource): string => exportMarkdown(exportBoard(given));

describe('a board in Markdown', () => {
  it('D12 says what was read, grouped by equal answers, with counts and quotes', () => {
    expect(written(source())).toBe(`# Atlas

> We launch in Q1.

- People: Noor (facilitator, gives no reading), Ana (product), Ben

## Who and when, as read in round 1

- By when: 2 × 1 March 2027
- Who: 1 × Ana and the agency; 1 × Ana

## Round 1

2 readings.

- Nods, 0 to 5: 2 × 5
- Sure, 0 to 100: 2 × 90

### What

What will exist?

- 1 × “A page” (Ben)
- 1 × “A sign-up page”

### By when

- 2 × 1 March 2027: “March 1”, “1 March” (Ben)

### Who

- 1 × Ana and the agency: “Ana, the agency” (Ben)
- 1 × Ana

### Part

- 2 × Web (Ben)

### Order

- 1 × Name, then Logo (Ben)
- 1 × does not know

### Cost

- 1 × 1,500 EUR: “1.5k” (Ben)
- 1 × not decided: “after the offer”

## Notes and replies

### By when

> Ask legal first.

- Ben: Which March?
- Matters for our work: 3
`);
  });

  it('D12 tells versions, the return date, late readings, gaps and reasons', () => {
    const view = viewed({
      phase: 'closed',
      closedOn: '2026-12-10',
      returnOn: '2027-03-10',
      timeZone: 'Asia/Tokyo',
      wordings: [
        { version: 1, text: 'We launch.', at: Date.UTC(2026, 11, 9, 20) },
        { version: 2, text: 'We launch in Q1.', at: Date.UTC(2026, 11, 10, 9) },
      ],
    });
    const wall = {
      '1': {
        [readingId('a')]: hung({ what: said('A page') }, { nod: { fist: 3, sure: null, reason: 'Too soon' } }),
        [readingId('b')]: { withdrawn: true as const },
        [readingId('c')]: hung({ what: said('A poster') }, { late: true }),
      },
    };
    const text = written(source({ view, wall }));
    for (const line of [
      '- Closed on 10 December 2026',
      '- Return date: 10 March 2027',
      '**Version 1, 10 December 2026**',
      '> We launch.',
      'About version 1 of the wording.',
      '1 reading; 1 late, not counted below; 1 taken back by their authors.',
      '- Nods, 0 to 5: 1 × 3',
      '  - 3: “Too soon”',
      '- 1 × “A page”',
      '- late: “A poster”',
    ])
      expect(text.split('\n')).toContain(line);
  });

  it.each([
    ['writing', 'This round is being written. Its readings are in here once they are revealed.'],
    ['paused', 'This round was stepped back from before its reveal.'],
    ['revealed', 'The readings of this round are in here once you have given yours.'],
  ] as const)('S2 says why no reading is there, and asks what it asks: %s', (status, why) => {
    const view = viewed({}, { replies: [], claims: [], marks: [] });
    const text = written({ view: { ...view, rounds: view.rounds.map((round) => ({ ...round, status })) } });
    expect(text).toContain(why);
    expect(text).toContain('## Questions\n\n- What: What will exist?\n- By when\n');
    expect(text).not.toContain('×');
  });

  it('S7 names an author only where names are shown or claimed', () => {
    const wall = { '1': { [readingId('a')]: hung({ what: said('A page') }, { by: personId('ana') }) } };
    expect(written(source({ wall }))).toContain('“A page” (Ana)');
    const { by: _, ...nameless } = wall['1'][readingId('a')]!;
    expect(written(source({ wall: { '1': { [readingId('a')]: nameless } } }))).toContain('- 1 × “A page”\n');
  });

  it('S13 holds no percentage, whatever was counted', () => {
    expect(written(source())).not.toContain('%');
  });
});

const TRAPS = [
  '*a* __b__ `c` ~~d~~ $e$',
  '# a heading',
  'first\n# second\n## third',
  '- [ ] a list',
  'one\n- two\n+ three\n* four',
  '1. a list\n2) another',
  '> a quote\n>> another',
  '---\n***\n===',
  'title\n=====',
  '| a | b |\n|---|---|\n| c | d |',
  '```\ncode\n```',
  '~~~\ncode',
  'a\n\n    code',
  '\tcode',
  '[a](http://evil.example) ![b](x.png)',
  '[a]: http://evil.example\n[^1]: note [^1]',
  'http://evil.example/x www.evil.example <http://evil.example>',
  'mailto:a@evil.example',
  '<script>alert(1)</script><!-- c --><img src=x onerror=alert(1)>',
  '&lt;b&gt; &#60;b&#62; &amp;lt;',
  '\\*a\\* \\\\ \\',
  '{{ a }} {% b %}',
  'a\u202eb\u2066c',
  'a\u0000b\u001b[31mc\u0008',
  '@everyone #12 :smile:',
];

/** The text in every place where people can write. */
const everywhere = (text: string): ExportSource => {
  // Labels are stricter than this text; the file is made safe all the same.
  const dimensions = QUESTIONS.map((question): Dimension =>
    question.type === 'single'
      ? { ...question, label: text, prompt: text, config: { options: [{ id: 'w', label: text }] } }
      : question,
  );
  const view = viewed({ title: text, wording: text, wordings: [1, 2].map((version) => ({ version, text, at: 0 })) });
  const people = view.participants.map((person) => ({ ...person, name: text, function: text }));
  const reading = hung(
    {
      what: said(text),
      who: chose([`ext:${text}`], text),
      part: chose('w', text),
      when: { state: 'answered', value: null, raw: text },
      cost: chose({ amount: 1, unit: text }, text),
      order: left('dont_know', text),
    },
    { nod: { fist: 1, sure: 10, reason: text } },
  );
  return {
    view: {
      ...view,
      participants: people,
      dimensions,
      rounds: view.rounds.map((round) => ({ ...round, dimensions })),
      replies: view.replies.map((reply) => ({ ...reply, text })),
    },
    wall: { '1': { [readingId('b')]: reading } },
    notes: { when: text },
  };
};

const OURS = new Set(['root', 'heading', 'paragraph', 'text', 'break', 'list', 'listItem', 'blockquote', 'strong']);
const isProse = ({ type }: Node): boolean => type === 'text' || type === 'break';
/** Blocks as they lie in each other; what is written in them counts as one. */
const shape = (node: Node): unknown => [
  node.type,
  ...(node.children ?? []).flatMap((child, index, all) =>
    !isProse(child) ? [shape(child)] : index > 0 && isProse(all[index - 1]!) ? [] : ['prose'],
  ),
];
/** What the same places become when something harmless stands in them. */
const harmless = shape(parsed(written(everywhere('plain'))));

/** As it can be seen: white space is one blank, what nobody sees is left out. */
const seen = (text: string): string =>
  text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();

describe('what people typed', () => {
  it.each(TRAPS)('S13 stays text in Markdown: %j', (trap) => {
    const tree = parsed(written(everywhere(trap)));
    expect(nodesOf(tree).filter(({ type }) => !OURS.has(type))).toEqual([]);
    expect(shape(tree)).toEqual(harmless);
    const shown = seen(textOf(tree));
    // Lines that say something, one after the other: empty ones are not kept.
    expect(shown.split(seen(trap)).length - 1).toBeGreaterThanOrEqual(8);
  });

  it('S13 stays text in Markdown, whatever a keyboard can send', () => {
    fc.assert(
      fc.property(hostileText(), (text) => {
        const tree = parsed(written(everywhere(text.toWellFormed())));
        expect(nodesOf(tree).filter(({ type }) => !OURS.has(type))).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });
});
