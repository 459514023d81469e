import { describe, expect, it } from 'vitest';
import type { DimensionId } from '../../../shared/board/ids.ts';
import { ReadingDesk } from '../../kit/reading-desk.ts';
import { device, DIMENSIONS } from '../../kit/reading-hand.ts';

describe('an answer while it is written', () => {
  it('U3 counts what was carried over only once it was kept or changed', async () => {
    const before = new Map([
      ['what' as DimensionId, { text: 'as in round one', isTouched: true }],
      ['when' as DimensionId, { raw: 'March', state: 'answered', isTouched: true }],
    ]);
    const desk = new ReadingDesk(DIMENSIONS, { answers: before });
    const ana = device(desk);
    ana.line().connect();
    await ana.loaded();
    expect(ana.answer('what').content.carried).toBe('untouched');
    expect(ana.session.given).toBe(0);
    ana.answer('what').keep(true);
    expect(ana.answer('what').content.carried).toBe('kept');
    ana.answer('when').type('April', null);
    expect(ana.answer('when').content.carried).toBe('changed');
    expect(ana.session.given).toBe(2);
    ana.answer('what').keep(false);
    expect(ana.answer('what').content.carried).toBe('untouched');
    // Changed and changed back is the author's own.
    ana.answer('when').type('March', null);
    expect(ana.answer('when').content.carried).toBe('changed');
  });

  it('U3 leaves what was typed when an answer is said to be open, unknown or skipped', async () => {
    const desk = new ReadingDesk(DIMENSIONS);
    const ana = device(desk);
    ana.line().connect();
    await ana.loaded();
    ana.answer('when').type('when the loan is paid', null);
    ana.answer('when').say('not_decided');
    expect(desk.field('when', 'raw')).toBeUndefined();
    ana.line().deliver();
    expect([desk.field('when', 'state'), desk.field('when', 'raw')]).toEqual(['not_decided', 'when the loan is paid']);
    ana.answer('when').type('when the loan is paid back', null);
    expect(ana.answer('when').content.state).toBe('not_decided');
    ana.answer('when').say('skipped');
    ana.answer('when').type('March', null);
    expect(ana.answer('when').content.state).toBeUndefined();
    ana.answer('when').say('dont_know');
    ana.answer('when').say(undefined);
    expect(ana.answer('when').content).toMatchObject({ state: undefined, raw: 'March' });
  });

  it('D7 tells only the question that was changed', async () => {
    const ana = device(new ReadingDesk(DIMENSIONS));
    ana.line().connect();
    await ana.loaded();
    const before = ana.answer('when').content;
    ana.write('a key');
    expect(ana.answer('when').content).toBe(before);
  });

  it('D7 keeps the words of the other tab when a field is behind', async () => {
    const desk = new ReadingDesk(DIMENSIONS);
    const [one, other] = [device(desk), device(desk)];
    for (const tab of [one, other]) tab.line().connect();
    await one.loaded();
    other.write('first');
    other.line().deliver();
    // The field of this tab was being composed in and shows nothing of it yet.
    expect(one.answer('what').editText('', 'second').text).toBe('secondfirst');
  });
});
