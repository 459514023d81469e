/** Templates, copies and the way back: which commands make one set of questions of another. */

import { beforeEach, describe, expect, it } from 'vitest';
import { parseDimension, type Dimension } from '../../../shared/board/dimension.ts';
import { insertAt } from '../../../shared/board/folding.ts';
import { TEMPLATE_NAMES, templateDimensions } from '../../../shared/board/templates.ts';
import type { CommandOutcome } from '../../../client/link/board-link.ts';
import { QuestionEdits } from '../../../client/phases/frame/question-edits.svelte.ts';
import { planAfter, planTemplate, type QuestionCommand } from '../../../client/phases/frame/question-plan.ts';
import { isSecond, questionAbout } from '../../../client/phases/frame/terms.ts';

const question = (id: string, label = id, more: object = {}): Dimension =>
  parseDimension({ id, type: 'text', label, prompt: '', config: {}, ...more })!;
const template = (name: string) => templateDimensions(name) ?? [];

let made = 0;
const freshId = () => `made-${String(made++)}`;

/** As the board carries them out. */
const carryOut = (now: readonly Dimension[], command: QuestionCommand): readonly Dimension[] => {
  if (command.type === 'dimension.add') return insertAt(now, command.dimension, command.at ?? now.length);
  const found = now.find(({ id }) => id === command.id)!;
  const others = now.filter((other) => other !== found);
  if (command.type === 'dimension.remove') return others;
  if (command.type === 'dimension.move') return insertAt(others, found, command.at);
  return now.map((other) => (other === found ? parseDimension({ ...found, ...command.patch })! : other));
};

describe('A template', () => {
  it('U3 takes the place of any other one that nobody has touched', () => {
    for (const from of TEMPLATE_NAMES) {
      for (const to of TEMPLATE_NAMES) {
        const { commands } = planTemplate(template(from), template(to), freshId);
        const after = commands.reduce(carryOut, template(from));
        expect(after.map(({ label }) => label)).toEqual(template(to).map(({ label }) => label));
        expect(new Set(after.map(({ id }) => id)).size).toBe(after.length);
      }
    }
  });

  it('U3 gives no id of a question to one that asks something else', () => {
    const { commands } = planTemplate(template('operational'), template('handover'), freshId);
    const after = commands.reduce(carryOut, template('operational'));
    const before = new Map(template('operational').map((one) => [one.id, one]));
    for (const one of after) if (before.has(one.id)) expect(one).toEqual(before.get(one.id));
  });

  it('U3 comes after questions that somebody has touched, without what is there', () => {
    const now = [...template('operational').slice(1), question('mine')];
    const { commands, added } = planTemplate(now, template('decision'), freshId);
    const after = commands.reduce(carryOut, now);
    expect(after.slice(0, now.length)).toEqual(now);
    expect(after.slice(now.length).map(({ label }) => label)).toEqual([
      'What is decided',
      'First step',
      'What would change it',
    ]);
    expect(added).toBe(3);
  });

  it('U3 adds nothing the second time', () => {
    expect(planAfter(template('decision'), template('decision'), freshId)).toEqual({ commands: [], added: 0 });
  });
});

describe('A word of the wording', () => {
  const asked = question('a', 'What does “Importer” mean here?', { term: 'Importer' });

  it('U2 is asked about once, however it is written', () => {
    expect(questionAbout([question('x'), asked], 'importer')).toBe(asked);
    expect(questionAbout([asked], 'import')).toBeUndefined();
  });

  it('U2 is asked by whoever was first, where two asked in the same moment', () => {
    const late = question('b', 'What does “importer” mean here?', { term: 'importer' });
    expect([asked, late].map((one) => isSecond([asked, late], one))).toEqual([false, true]);
  });
});

describe('What somebody does to the questions', () => {
  let now: readonly Dimension[];
  let refusing: string | undefined;
  let edits: QuestionEdits;

  beforeEach(() => {
    now = [question('a'), question('b'), question('c')];
    refusing = undefined;
    edits = new QuestionEdits({
      questions: () => now,
      send: async (type, fields): Promise<CommandOutcome> => {
        if (type === refusing) return { ok: false, refusal: { code: 'offline' } };
        now = carryOut(now, { type, ...fields } as QuestionCommand);
        return { ok: true, seq: 1 };
      },
    });
  });

  const ids = () => now.map(({ id }) => id);
  const every: QuestionCommand[] = [
    { type: 'dimension.move', id: 'c', at: 0 },
    { type: 'dimension.remove', id: 'a' },
    { type: 'dimension.change', id: 'b', patch: { label: 'B', config: {} } },
    { type: 'dimension.add', dimension: question('d'), at: 1 },
  ];

  it('U3 can be taken back, all of it', async () => {
    const before = now;
    expect(await edits.make(every, 'Done.')).toBe(true);
    expect(ids()).toEqual(['c', 'd', 'b']);
    expect(edits.notice).toEqual({ sentence: 'Done.', way: 'undo' });
    await edits.undo('Back.');
    expect(now).toEqual(before);
    expect(edits.notice).toEqual({ sentence: 'Back.', way: null });
  });

  it('U3 is taken back without touching what others did since', async () => {
    await edits.make([{ type: 'dimension.remove', id: 'b' }], 'Removed.');
    now = [...now.filter(({ id }) => id !== 'a'), question('theirs')];
    await edits.undo('Back.');
    expect(ids()).toEqual(['c', 'b', 'theirs']);
  });

  it('U5 stops at what is refused and says so; what was done before it stays', async () => {
    refusing = 'dimension.remove';
    expect(await edits.make(every, 'Done.')).toBe(false);
    expect(ids()).toEqual(['c', 'a', 'b']);
    expect(edits.refusal).toEqual({ code: 'offline' });
    expect(edits.notice).toBeNull();
    expect(edits.isBusy).toBe(false);
  });
});
