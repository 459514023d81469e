/** Rounds as people live through them: real sockets, several people, the way through a board. */

import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { canonicalJson } from '../../server/room/digest.ts';
import { command, connectControl, createBoard, joinBoard, viewBoard, type Member } from '../kit/board-client.ts';
import { startBoardServer, type BoardServer } from '../kit/board-server.ts';
import { DocumentClient, ReadingClient, wallOf, type WallEntry } from '../kit/document-client.ts';
import { eventually } from '../kit/eventually.ts';

let server: BoardServer;
const open: DocumentClient[] = [];
beforeAll(async () => {
  server = await startBoardServer();
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((client) => client.close()));
});
afterAll(() => server.stop());

const DIMENSIONS = [
  { id: 'what', type: 'text', label: 'What' },
  { id: 'when', type: 'date', label: 'When', config: { toleranceDays: 3, direction: 'by' } },
  { id: 'part', type: 'single', label: 'Part', config: { options: ['web', 'ios'] } },
];
const FIRST_OF_MARCH = { start: '2025-03-01', end: '2025-03-01', precision: 'day' };

const board = async (rules: Record<string, unknown> = {}, names = ['Ana', 'Ben', 'Eli']) => {
  const noor = await createBoard(server.url, { wording: 'We launch in Q1.', reads: false });
  for (const dimension of DIMENSIONS) await command(noor, 'dimension.add', { dimension });
  if (Object.keys(rules).length > 0) await command(noor, 'board.configure', { rules });
  const people: Member[] = [];
  for (const name of names) people.push(await joinBoard(server.url, noor.boardId, { name }));
  return { noor, people };
};
const reading = async (member: Member, round = 1) => {
  const client = new ReadingClient(member, round);
  open.push(client);
  return await client.synced();
};
const at = async (member: Member, name: string, wantsAcks = true) => {
  const client = new DocumentClient(member, name, { wantsAcks });
  open.push(client);
  return client.synced();
};
const wall = async (member: Member) => wallOf(await at(member, 'wall'));
const entriesOf = (found: Record<string, Record<string, WallEntry>>, round = 1) =>
  Object.values(found[String(round)] ?? {});
const idOf = async (member: Member) => (await viewBoard(member)).view.me.readingId;

describe('a sealed round', () => {
  it('S5 reveals the final plain values of everyone, to everyone, ordered by nothing that tells', async () => {
    const { noor, people } = await board();
    await command(noor, 'round.open');
    const [ana, ben, eli] = await Promise.all(people.map((person) => reading(person)));
    ana?.write('what', 'A first thought that goes');
    ana?.write('what', 'A sign-up page');
    ana?.answer('when').set('value', FIRST_OF_MARCH);
    ana?.answer('when').set('raw', '1 March');
    ana?.answer('when').set('state', 'answered');
    ana?.answer('part').set('state', 'not_decided');
    ana?.nod(5, 85);
    ben?.write('what', 'An announcement');
    ben?.answer('part').set('value', 'nonsense');
    ben?.answer('part').set('raw', 'the app');
    ben?.answer('part').set('state', 'answered');
    for (const client of [ana, ben, eli]) await client?.saved();
    const watching = await at(people[2] ?? noor, 'wall');
    const answer = await command(noor, 'round.reveal');
    expect((await viewBoard(noor)).view.board.seen).toBe(answer.seq);
    await eventually(() => entriesOf(wallOf(watching)).length === 2);
    const hung = (await wall(noor))['1'] ?? {};
    expect(Object.keys(hung)).toEqual(Object.keys(hung).sort());
    const [anas, bens] = await Promise.all(people.slice(0, 2).map(async (person) => hung[await idOf(person)]));
    expect(anas).toMatchObject({
      nod: { fist: 5, sure: 85 },
      answers: {
        what: { state: 'answered', value: 'A sign-up page', raw: 'A sign-up page' },
        when: { state: 'answered', value: FIRST_OF_MARCH, raw: '1 March' },
        part: { state: 'not_decided', value: null, raw: '' },
      },
    });
    expect(bens).toMatchObject({
      nod: null,
      answers: { when: { state: 'skipped', value: null }, part: { state: 'answered', value: null, raw: 'the app' } },
    });
    expect(JSON.stringify(hung)).not.toContain('first thought');
    expect(JSON.stringify(hung)).not.toContain('"by"');
  });

  it('S6 the digest in the log matches the wall, and nobody can change what hangs there', async () => {
    const { noor, people } = await board();
    await command(noor, 'round.open');
    const [ana] = people;
    if (ana === undefined) throw new Error('Nobody joined');
    const writing = await reading(ana);
    writing.write('what', 'A page');
    await writing.saved();
    await command(noor, 'round.reveal');
    const hung = (await wall(ana))['1']?.[await idOf(ana)];
    const rounds = (await viewBoard(noor)).view['rounds'] as { digests: { digest: string }[] }[];
    const plain = canonicalJson({ answers: hung?.answers, nod: hung?.nod });
    const digest = createHash('sha256')
      .update(`${hung?.salt ?? ''}\n${plain}`)
      .digest('hex');
    expect(rounds[0]?.digests.map((one) => one.digest)).toEqual([digest]);
    writing.write('what', 'Something else');
    await eventually(() => writing.refusals.includes('sealed'));
    const forger = await at(ana, 'wall', false);
    forger.doc.getMap('rounds').set('1', 'mine');
    expect((await forger.ended()).code).toBe(4403);
    expect((await wall(noor))['1']?.[await idOf(ana)]).toEqual(hung);
  });

  it('S3 a reading that is somebody else’s, a round that is not there and a board that is foreign close alike', async () => {
    const { noor, people } = await board();
    await command(noor, 'round.open');
    const [ana, ben] = people;
    if (ana === undefined || ben === undefined) throw new Error('Nobody joined');
    const other = await createBoard(server.url);
    const names = [
      'reading-2',
      'reading-0',
      'reading-01',
      `reading-1-${ben.participantId}`,
      `reading:1:${ben.participantId}`,
      '..%2fwall',
      'events',
    ];
    for (const name of names) {
      const client = new DocumentClient(ana, name, { wantsAcks: false });
      expect([name, (await client.ended()).code]).toEqual([name, 4404]);
    }
    const foreign = new DocumentClient({ ...ana, boardId: other.boardId }, 'board');
    expect((await foreign.ended()).code).toBe(4404);
    const unknown = new DocumentClient({ ...ana, boardId: 'A'.repeat(22) }, 'board');
    expect(await unknown.ended()).toEqual(foreign.closed);
    const notReading = new DocumentClient(noor, 'reading-1');
    expect((await notReading.ended()).code).toBe(4403);
  });

  it('S12 a removed person is cut off from every document at once, and their reading is not revealed', async () => {
    const { noor, people } = await board();
    await command(noor, 'round.open');
    const [ana, ben] = people;
    if (ana === undefined || ben === undefined) throw new Error('Nobody joined');
    const [gone, stays] = [await reading(ana), await reading(ben)];
    gone.write('what', 'Mine');
    stays.write('what', 'Also mine');
    await Promise.all([gone.saved(), stays.saved()]);
    await command(noor, 'participant.remove', { participantId: ana.participantId });
    expect((await gone.ended()).code).toBe(4403);
    await command(noor, 'round.reveal');
    expect(entriesOf(await wall(ben)).map(({ answers }) => answers['what']?.value)).toEqual(['Also mine']);
  });
});

describe('stepping back and going on', () => {
  it('U3 back from writing pauses the round; opened unchanged it goes on, changed it becomes the next one', async () => {
    const { noor, people } = await board();
    const [ana] = people;
    if (ana === undefined) throw new Error('Nobody joined');
    await command(noor, 'round.open');
    const first = await reading(ana);
    first.write('what', 'A page');
    first.nod(4, 70);
    await first.saved();
    await command(noor, 'phase.back');
    first.write('what', 'Not now');
    await eventually(() => first.refusals.includes('wrong_phase'));
    await first.close();
    await command(noor, 'round.open');
    expect((await viewBoard(noor)).view.board.round).toBe(1);
    expect((await reading(ana)).text('what').toJSON()).toBe('A page');
    await command(noor, 'phase.back');
    await command(noor, 'dimension.change', { id: 'when', patch: { label: 'By when' } });
    await command(noor, 'round.open');
    expect((await viewBoard(noor)).view.board.round).toBe(2);
    const second = await reading(ana, 2);
    expect(second.text('what').toJSON()).toBe('A page');
    expect(second.doc.getMap('nod').size).toBe(0);
    await command(noor, 'round.reveal');
    expect(entriesOf(await wall(noor), 2)).toEqual([]);
    expect((await wall(noor))['1']).toBeUndefined();
  });

  it('S5 a second round begins with each one’s own answers, and counts what was kept or changed', async () => {
    const { noor, people } = await board();
    const [ana, ben, eli] = people;
    if (ana === undefined || ben === undefined || eli === undefined) throw new Error('Nobody joined');
    await command(noor, 'round.open');
    for (const person of people) {
      const writing = await reading(person);
      writing.write('what', `First of ${person.participantId}`);
      await writing.saved();
    }
    await command(noor, 'round.reveal');
    await command(noor, 'wording.restate', { text: 'We launch the web part by 1 March.' });
    expect((await at(noor, 'board')).doc.getText('wording').toJSON()).toBe('We launch the web part by 1 March.');
    await command(noor, 'phase.back');
    await command(noor, 'round.open');
    const { view } = await viewBoard(ana);
    expect(view.board).toMatchObject({ phase: 'write', round: 2, wording: 'We launch the web part by 1 March.' });
    const [kept, changed] = [await reading(ana, 2), await reading(ben, 2)];
    await reading(eli, 2);
    kept.answer('what').set('kept', true);
    changed.text('what').insert(0, 'Not the ');
    await Promise.all([kept.saved(), changed.saved()]);
    await command(noor, 'round.reveal');
    const second = (await wall(noor))['2'] ?? {};
    expect(Object.keys(second).sort()).toEqual([await idOf(ana), await idOf(ben)].sort());
    expect(second[await idOf(ana)]?.answers['what']?.value).toBe(`First of ${ana.participantId}`);
    expect(second[await idOf(ben)]?.answers['what']?.value).toBe(`Not the First of ${ben.participantId}`);
    expect(entriesOf(await wall(noor), 1)).toHaveLength(3);
  });

  it('A7 time running out and people leaving move nothing', async () => {
    const { noor, people } = await board({ minutes: 1 });
    await command(noor, 'round.open');
    const before = await viewBoard(noor);
    expect(before.view.board['deadline']).toBeGreaterThan(0);
    await command(noor, 'round.extend', { minutes: 5 });
    expect(Number((await viewBoard(noor)).view.board['deadline'])).toBe(
      Number(before.view.board['deadline']) + 5 * 60_000,
    );
    for (const person of people) await command(noor, 'participant.remove', { participantId: person.participantId });
    expect((await viewBoard(noor)).view.board.phase).toBe('write');
  });
});

describe('other ways of taking part', () => {
  it('S7 an open round hangs on the wall as it is typed, with names, and is sealed like any other', async () => {
    const { noor, people } = await board({ mode: 'open' });
    const [ana] = people;
    if (ana === undefined) throw new Error('Nobody joined');
    await command(noor, 'round.open');
    const watching = await at(noor, 'wall');
    const writing = await reading(ana);
    writing.write('what', 'A pa');
    await eventually(() => entriesOf(wallOf(watching))[0]?.answers['what']?.value === 'A pa');
    writing.write('what', 'A page');
    await eventually(() => entriesOf(wallOf(watching))[0]?.answers['what']?.value === 'A page');
    expect(entriesOf(wallOf(watching))[0]?.by).toBe(ana.participantId);
    await command(noor, 'round.reveal');
    await eventually(() => entriesOf(wallOf(watching))[0]?.salt !== undefined);
  });

  it('S2 a late reader gets nothing that derives from readings until they finish; then theirs hangs there, marked', async () => {
    const { noor, people } = await board();
    const [ana] = people;
    if (ana === undefined) throw new Error('Nobody joined');
    await command(noor, 'round.open');
    const writing = await reading(ana);
    writing.write('what', 'A page');
    await writing.saved();
    await command(noor, 'round.reveal');
    await command(noor, 'reply.add', { dimensionId: 'what', text: 'Which page?' });
    const late = await joinBoard(server.url, noor.boardId, { name: 'Lea', absent: true });
    const control = await connectControl(late);
    const { view } = await viewBoard(late);
    expect(view.me['lateFor']).toBe(1);
    expect(view['replies']).toEqual([]);
    for (const name of ['wall', 'board']) {
      expect((await new DocumentClient(late, name).ended()).code).toBe(4403);
    }
    const own = await reading(late);
    own.write('what', 'A printed page');
    await own.saved();
    expect((await command(late, 'reply.add', { dimensionId: 'what', text: 'x' })).code).toBe('withheld');
    expect((await command(late, 'reading.finish', { done: true })).status).toBe(200);
    await eventually(() => !control.socket.connected);
    expect(JSON.stringify(control.received)).not.toMatch(/A page|Which page/);
    const hung = (await wall(late))['1'] ?? {};
    expect(hung[await idOf(late)]).toMatchObject({ late: true, answers: { what: { value: 'A printed page' } } });
    expect(Object.keys(hung)).toHaveLength(2);
    own.write('what', 'Second thoughts');
    await eventually(() => own.refusals.includes('sealed'));
  });

  it('S6 what an author takes back leaves a visible gap, and is in no byte that the store still serves', async () => {
    const { noor, people } = await board();
    const [ana] = people;
    if (ana === undefined) throw new Error('Nobody joined');
    await command(noor, 'round.open');
    const writing = await reading(ana);
    writing.write('what', 'CANARY-TAKEN-BACK');
    await writing.saved();
    await command(noor, 'round.reveal');
    expect((await command(ana, 'participant.withdraw', { what: 'text' })).status).toBe(200);
    expect((await wall(noor))['1']?.[await idOf(ana)]).toEqual({ withdrawn: true });
    const { store } = server;
    const boardId = noor.boardId as Parameters<typeof store.streams>[0];
    for (const { stream } of await store.streams(boardId)) {
      const { snapshot, entries } = await store.read(boardId, stream);
      const bytes = Buffer.concat([snapshot?.bytes ?? new Uint8Array(), ...entries.map(({ payload }) => payload)]);
      expect([stream, bytes.includes('CANARY-TAKEN-BACK')]).toEqual([stream, false]);
    }
    await command(ana, 'participant.withdraw', { what: 'name' });
    const named = (await viewBoard(noor)).view.participants.find(({ id }) => id === ana.participantId);
    expect(named?.name).toBeNull();
  });

  it('S10 a lost key is not replaced while its owner has unsealed writing', async () => {
    const { noor, people } = await board();
    const [ana] = people;
    if (ana === undefined) throw new Error('Nobody joined');
    await command(noor, 'round.open');
    const writing = await reading(ana);
    writing.write('what', 'Mine');
    await writing.saved();
    const replace = () =>
      fetch(`${server.url}/api/boards/${noor.boardId}/participants/${ana.participantId}/keys`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${noor.key}` },
      });
    expect((await replace()).status).toBe(409);
    await command(noor, 'round.reveal');
    const { key } = (await (await replace()).json()) as { key: string };
    const again = { ...ana, key };
    expect((await new ReadingClient(again, 1).ended()).code).toBe(4404);
    const { view } = await viewBoard(again);
    expect(Object.keys((await wall(again))['1'] ?? {})).not.toContain(view.me.readingId);
  });
});
