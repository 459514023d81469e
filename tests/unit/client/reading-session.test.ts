import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { heldBeyond } from '../../../client/session/reading-content.ts';
import { DraftDrawer, ReadingDesk } from '../../kit/reading-desk.ts';
import { device, DIMENSIONS } from '../../kit/reading-hand.ts';

describe('a reading while it is written', () => {
  it('D1 says saved only once the server has everything', async () => {
    const desk = new ReadingDesk(DIMENSIONS);
    const ana = device(desk);
    expect(ana.session.saving.kind).toBe('opening');
    expect(ana.session.hasArrived).toBe(false);
    ana.line().connect();
    await ana.loaded();
    expect(ana.session.saving.kind).toBe('saved');
    ana.write('the database');
    expect(ana.session.saving.kind).toBe('saving');
    ana.line().deliver();
    expect(ana.session.saving.kind).toBe('saved');
    expect(desk.text('what')).toBe('the database');
  });

  it('D1 does not say saved for what the device brought until the server has that too', async () => {
    const desk = new ReadingDesk(DIMENSIONS);
    const drawer = new DraftDrawer();
    const before = device(desk, drawer);
    before.line().connect();
    await before.loaded();
    before.line().cut();
    before.write('written offline');
    await before.session.close(false);

    const after = device(desk, drawer);
    after.line().connect();
    expect(after.session.saving.kind).toBe('saving');
    await after.loaded();
    expect(after.session.saving.kind).toBe('saving');
    after.line().deliver();
    expect(after.session.saving.kind).toBe('saved');
    expect(desk.text('what')).toBe('written offline');
  });

  it('D6 opens offline with what the device keeps, and says that it is only there', async () => {
    const desk = new ReadingDesk(DIMENSIONS);
    const drawer = new DraftDrawer();
    const before = device(desk, drawer);
    before.line().connect();
    await before.loaded();
    before.write('kept');
    await before.session.close(false);

    const after = device(desk, drawer);
    after.line().cut();
    await after.loaded();
    expect(after.session.hasArrived).toBe(true);
    expect(after.answer('what').content.text).toBe('kept');
    expect(after.session.saving).toEqual({ kind: 'lost', hasUnsent: true, kept: 'kept' });
    expect(after.session.isSafe).toBe(true);
  });

  it('U4 does not claim that the device keeps what it does not', async () => {
    const desk = new ReadingDesk(DIMENSIONS);
    const drawer = new DraftDrawer();
    drawer.isFull = true;
    const ana = device(desk, drawer);
    ana.line().connect();
    await ana.loaded();
    ana.line().cut();
    expect(ana.session.isSafe).toBe(true);
    ana.write('nowhere but here');
    expect(ana.session.saving).toEqual({ kind: 'lost', hasUnsent: true, kept: 'not' });
    expect(ana.session.isSafe).toBe(false);
  });

  it('D8 says at once that the server cannot save', async () => {
    const ana = device(new ReadingDesk(DIMENSIONS));
    ana.line().connect();
    await ana.loaded();
    ana.write('a');
    ana.line().fail();
    expect(ana.session.saving).toEqual({ kind: 'failing', hasUnsent: true, kept: 'kept' });
  });

  it('D7 merges what two tabs write at once, and loses neither', async () => {
    const desk = new ReadingDesk(DIMENSIONS);
    const [one, other] = [device(desk), device(desk)];
    for (const tab of [one, other]) tab.line().connect();
    await one.loaded();
    one.write('the database');
    one.line().deliver();
    expect(other.answer('what').content.text).toBe('the database');
    one.write('the new database');
    other.write('the database moves');
    other.line().deliver();
    one.line().deliver();
    expect(desk.text('what')).toBe('the new database moves');
    expect(one.answer('what').content.text).toBe('the new database moves');
    expect(other.answer('what').content.text).toBe('the new database moves');
  });

  it('D6 sends nothing into a sealed round, and tells what the server lacks', async () => {
    const desk = new ReadingDesk(DIMENSIONS);
    const ana = device(desk);
    ana.line().connect();
    await ana.loaded();
    ana.write('in time');
    ana.line().deliver();
    desk.refusal = 'sealed';
    ana.write('in time, and too late');
    ana.line().deliver();
    expect(ana.session.saving).toEqual({ kind: 'ended', ending: 'sealed', kept: 'kept' });
    // Typing goes on, on this device.
    ana.write('in time, and much too late');
    expect(ana.answer('what').content.text).toBe('in time, and much too late');
    const held = await ana.session.close(true);
    expect(held).toBeDefined();
    expect(desk.text('what')).toBe('in time');
    expect(ana.drawer.erasures).toBe(0);
  });

  it('D6 erases the copy on the device when the round is over and the server has it all', async () => {
    const ana = device(new ReadingDesk(DIMENSIONS));
    ana.line().connect();
    await ana.loaded();
    ana.write('all of it');
    ana.line().deliver();
    expect(await ana.session.close(true)).toBeUndefined();
    expect(ana.drawer.erasures).toBe(1);
  });

  it('U3 sends what was typed while the round was paused once it is written again', async () => {
    const desk = new ReadingDesk(DIMENSIONS);
    const ana = device(desk);
    ana.line().connect();
    await ana.loaded();
    desk.refusal = 'wrong_phase';
    ana.write('typed as it was stepped back');
    ana.line().deliver();
    expect(ana.session.saving).toEqual({ kind: 'ended', ending: 'paused', kept: 'kept' });
    desk.refusal = undefined;
    ana.session.resume();
    ana.line().connect();
    await ana.loaded();
    ana.line().deliver();
    expect(ana.session.saving.kind).toBe('saved');
    expect(desk.text('what')).toBe('typed as it was stepped back');
  });

  it('D6 puts aside what the server refuses for what it is, and goes on from what the server has', async () => {
    const desk = new ReadingDesk(DIMENSIONS);
    const ana = device(desk);
    ana.line().connect();
    await ana.loaded();
    ana.write('good');
    ana.line().deliver();
    desk.refusal = 'too_large';
    ana.write('good and refused');
    ana.line().deliver();
    await ana.loaded();
    ana.line().connect();
    await ana.loaded();
    expect(ana.aside).toHaveLength(1);
    expect(ana.aside[0]).toMatchObject([{ kind: 'answer', dimensionId: 'what', answer: { text: 'good and refused' } }]);
    expect(ana.answer('what').content.text).toBe('good');
    desk.refusal = undefined;
    ana.write('good again');
    ana.line().deliver();
    await ana.loaded();
    expect(ana.session.saving.kind).toBe('saved');
    expect(desk.text('what')).toBe('good again');
  });

  it('A2 writes nothing of a text that a reading has no room for, and says so', async () => {
    const desk = new ReadingDesk(DIMENSIONS);
    const ana = device(desk);
    ana.line().connect();
    await ana.loaded();
    expect(ana.write('a'.repeat(20_003)).over).toBe(3);
    ana.session.holdBack('what', true);
    expect(ana.session.saving.kind).toBe('too_long');
    expect(ana.session.isSafe).toBe(false);
    ana.session.holdBack('what', false);
    expect(ana.session.saving.kind).toBe('saved');
    expect(ana.write('a'.repeat(20_000)).text).toHaveLength(20_000);
  });

  it('D1 waits until everything is saved, or says that it will not be', async () => {
    const ana = device(new ReadingDesk(DIMENSIONS));
    ana.line().connect();
    await ana.loaded();
    ana.write('a');
    const saved = ana.session.whenSaved();
    ana.line().deliver();
    expect(await saved).toBe(true);
    ana.write('ab');
    const lost = ana.session.whenSaved();
    ana.line().cut();
    expect(await lost).toBe(false);
  });

  it('D6 tells a copy that is only older from one that holds more', async () => {
    const desk = new ReadingDesk(DIMENSIONS);
    const ana = device(desk);
    ana.line().connect();
    await ana.loaded();
    ana.write('a first version');
    ana.line().deliver();
    const older = Y.encodeStateAsUpdate(ana.line().doc);
    ana.write('a first version, and more');
    ana.line().deliver();
    expect(heldBeyond([older], desk.doc)).toEqual([]);
  });
});
