/** What people take away from a board over HTTP: exactly what they may see, and nothing before its time. */

import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type * as Y from 'yjs';
import type { BoardExport } from '../../shared/export/board-export.ts';
import { call, command, createBoard, joinBoard, viewBoard, type Member } from '../kit/board-client.ts';
import { startBoardServer, type BoardServer } from '../kit/board-server.ts';
import { DocumentClient, ReadingClient } from '../kit/document-client.ts';
import { eventually } from '../kit/eventually.ts';

const CANARY = 'CANARY-OF-A-READING';
const FORMS = ['export.json', 'export.md', 'export.csv', 'return.ics'] as const;

let server: BoardServer;
const open: DocumentClient[] = [];
beforeAll(async () => {
  server = await startBoardServer();
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((client) => client.close()));
});
afterAll(() => server.stop());

interface Taken {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

const take = async (
  { url, boardId, key }: Member,
  form: string,
  headers: Record<string, string> = {},
): Promise<Taken> => {
  const response = await fetch(`${url}/api/boards/${boardId}/${form}`, {
    headers: { Authorization: `Bearer ${key}`, ...headers },
  });
  return { status: response.status, text: await response.text(), headers: response.headers };
};
const taken = async (member: Member): Promise<BoardExport> =>
  JSON.parse((await take(member, 'export.json')).text) as BoardExport;
const codeOf = ({ text }: Taken) => (JSON.parse(text) as { rejection: { code: string } }).rejection.code;
const everyForm = async (member: Member): Promise<string> =>
  (await Promise.all(FORMS.map((form) => take(member, form)))).map(({ text }) => text).join('\n');

const board = async (rules: Record<string, unknown> = {}, title = 'Atlas') => {
  const noor = await createBoard(server.url, { wording: 'We launch in Q1.', reads: false, title });
  for (const dimension of [
    { id: 'what', type: 'text', label: 'What' },
    { id: 'who', type: 'persons', label: 'Who' },
  ])
    await command(noor, 'dimension.add', { dimension });
  if (Object.keys(rules).length > 0) await command(noor, 'board.configure', { rules });
  const ana = await joinBoard(server.url, noor.boardId, { name: 'Ana', function: 'product' });
  return { noor, ana };
};
const writes = async (member: Member, text: string, who: string[] = []) => {
  const reading = await new ReadingClient(member).synced();
  open.push(reading);
  reading.write('what', text);
  reading.answer('who').set('value', who);
  reading.answer('who').set('raw', 'somebody');
  reading.nod(5, 80);
  await reading.saved();
};
const notes = async (member: Member, question: string, text: string) => {
  const client = await new DocumentClient(member, 'board').synced();
  open.push(client);
  const found = client.doc.getMap<Y.Text>('notes').get(question);
  if (found === undefined) throw new Error('There is no place for notes');
  found.insert(0, text);
  await client.saved();
};

describe('after the reveal', () => {
  it('D12 everybody takes away the same file, with readings, notes, replies and nothing internal', async () => {
    const { noor, ana } = await board();
    await command(noor, 'round.open');
    await writes(ana, 'A sign-up page', [ana.participantId, 'ext:the agency']);
    await command(noor, 'round.reveal');
    await command(ana, 'reply.add', { dimensionId: 'what', text: 'Which page?' });
    await notes(ana, 'what', 'Ask legal first.');
    const files = await Promise.all([noor, ana].map((member) => take(member, 'export.json')));
    expect(files[0]!.text).toBe(files[1]!.text);
    const exported = JSON.parse(files[0]!.text) as BoardExport;
    expect(exported).toMatchObject({
      schema: 'readback-export/1',
      title: 'Atlas',
      phase: 'reveal',
      wording: 'We launch in Q1.',
      people: [
        { id: 'p1', name: 'Noor' },
        { id: 'p2', name: 'Ana', function: 'product' },
      ],
      notes: [{ question: 'what', text: 'Ask legal first.' }],
      replies: [{ question: 'what', by: 'p2', text: 'Which page?' }],
    });
    expect(exported.rounds[0]?.readings).toEqual([
      {
        id: 'r1',
        nod: { fist: 5, sure: 80 },
        answers: {
          what: { state: 'answered', value: 'A sign-up page', raw: 'A sign-up page' },
          who: { state: 'answered', value: ['p2', 'ext:the agency'], raw: 'somebody' },
        },
      },
    ]);
    const { view } = await viewBoard(ana);
    const internal = [noor.boardId, noor.participantId, ana.participantId, noor.key, ana.key, view.me.readingId];
    for (const inner of [...internal, String(view.board['code'])]) expect(files[0]!.text).not.toContain(inner);
    const markdown = await take(ana, 'export.md');
    expect(markdown.text).toContain('- 1 × “A sign-up page”');
    expect(markdown.text).toContain('- Ana: Which page?');
    for (const inner of internal) expect(markdown.text).not.toContain(inner);
  });

  it('S13 they are files to save, named by the title, that no browser runs', async () => {
    const { noor } = await board({}, '<b>Über</b> "uns"');
    const [json, markdown] = [await take(noor, 'export.json'), await take(noor, 'export.md')];
    expect([json.headers.get('content-type'), markdown.headers.get('content-type')]).toEqual([
      'application/json; charset=utf-8',
      'text/markdown; charset=utf-8',
    ]);
    expect(json.headers.get('content-disposition')).toBe(
      `attachment; filename="readback-b-Uber-b-uns.json"; filename*=UTF-8''readback-b-%C3%9Cber-b-uns.json`,
    );
    expect(markdown.headers.get('x-content-type-options')).toBe('nosniff');
    expect(markdown.headers.get('cache-control')).toBe('no-store');
    expect(markdown.text.split('\n')[0]).toBe('# &lt;b&gt;Über&lt;/b&gt; "uns"');
  });

  it('S6 what an author took back is a gap in every later file', async () => {
    const { noor, ana } = await board();
    await command(noor, 'round.open');
    await writes(ana, CANARY);
    await command(noor, 'round.reveal');
    expect(await everyForm(noor)).toContain(CANARY);
    await command(ana, 'participant.withdraw', { what: 'text' });
    await command(ana, 'participant.withdraw', { what: 'name' });
    expect(await everyForm(noor)).not.toMatch(new RegExp(`${CANARY}|"Ana"`));
    expect((await taken(noor)).rounds[0]?.readings).toEqual([{ id: 'r1', withdrawn: true }]);
  });
});

describe('before it is time', () => {
  it.each(['sealed', 'open'])('S1 no reading of a round that is being written is in any file: %s', async (mode) => {
    const { noor, ana } = await board({ mode });
    await command(noor, 'round.open');
    await writes(ana, CANARY);
    for (const member of [noor, ana]) expect(await everyForm(member)).not.toContain(CANARY);
    expect((await taken(noor)).rounds).toMatchObject([{ status: 'writing', readings: null }]);
    await command(noor, 'phase.back');
    for (const member of [noor, ana]) expect(await everyForm(member)).not.toContain(CANARY);
  });

  it('S2 a late reader takes away nothing that derives from readings until theirs is given', async () => {
    const { noor, ana } = await board();
    await command(noor, 'round.open');
    await writes(ana, CANARY);
    await command(noor, 'round.reveal');
    await command(ana, 'reply.add', { dimensionId: 'what', text: `Reply ${CANARY}` });
    await notes(ana, 'what', `Note ${CANARY}`);
    const late = await joinBoard(server.url, noor.boardId, { name: 'Lea', absent: true });
    expect(await everyForm(late)).not.toContain(CANARY);
    expect(await taken(late)).toMatchObject({
      rounds: [{ readings: null }],
      notes: [],
      replies: [],
      marks: [],
      claims: [],
    });
    await writes(late, 'A poster');
    await command(late, 'reading.finish', { done: true });
    await eventually(async () => (await take(late, 'export.json')).text === (await take(noor, 'export.json')).text);
    expect(await everyForm(late)).toContain(`Note ${CANARY}`);
  });

  it('S3 who waits at the door, who was removed, and strangers get no file', async () => {
    const { noor, ana } = await board();
    await command(noor, 'board.configure', { rules: { approval: true } });
    const url = `${server.url}/api/boards/${noor.boardId}/participants`;
    const { status, body } = await call(url, { method: 'POST', body: { commandId: randomUUID(), name: 'Eve' } });
    expect(status).toBe(202);
    const waiting = { ...noor, ...(body as { participantId: string; key: string }) };
    const stranger = { ...noor, key: (await createBoard(server.url)).key };
    await command(noor, 'participant.remove', { participantId: ana.participantId });
    for (const form of FORMS) {
      const answers = await Promise.all([waiting, stranger, ana].map((member) => take(member, form)));
      expect(answers.map(codeOf)).toEqual(['pending', 'not_found', 'not_found']);
    }
    expect((await take(noor, 'export.json')).text).not.toContain('Eve');
  });
});

describe('the return date', () => {
  it('A4 comes as a calendar file once the board is closed with one, with the address people use', async () => {
    const { noor, ana } = await board();
    await command(noor, 'round.open');
    await writes(ana, CANARY);
    await command(noor, 'round.reveal');
    expect(codeOf(await take(ana, 'return.ics'))).toBe('wrong_phase');
    await command(noor, 'board.close', { returnOn: '2027-03-10' });
    const { text, headers } = await take(ana, 'return.ics');
    expect(headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(headers.get('content-disposition')).toContain('readback-Atlas.ics');
    expect(text).toContain('DTSTART;VALUE=DATE:20270310\r\n');
    expect(text.replaceAll('\r\n ', '')).toContain(`URL:${server.url}/b/${noor.boardId}\r\n`);
    expect(text).not.toContain(CANARY);
    expect((await take(ana, 'export.md')).text).toContain('- Return date: 10 March 2027');
  });

  it('A4 names PUBLIC_URL where there is one', async () => {
    const behind = await startBoardServer({ environment: { PUBLIC_URL: 'https://board.example.org' } });
    const noor = await createBoard(behind.url, { reads: true });
    await command(noor, 'round.open');
    await command(noor, 'round.reveal');
    await command(noor, 'board.close', { returnOn: '2027-03-10' });
    const { text } = await take(noor, 'return.ics');
    await behind.stop();
    expect(text.replaceAll('\r\n ', '')).toContain(`URL:https://board.example.org/b/${noor.boardId}\r\n`);
  });
});

describe('what cannot be had', () => {
  it('A2 a form that is not there yet, and too many at once, are refused by name', async () => {
    const strict = await startBoardServer({
      environment: { LIMIT_EXPORTS_PER_ADDRESS: '2', RATE_LIMIT_EXEMPT: '10.0.0.1' },
    });
    const noor = await createBoard(strict.url);
    const asked = [await take(noor, 'export.csv'), await take(noor, 'export.json'), await take(noor, 'export.md')];
    await strict.stop();
    expect(codeOf(asked[0]!)).toBe('not_available');
    expect(asked[1]!.status).toBe(200);
    expect(codeOf(asked[2]!)).toBe('rate_limited');
  });
});
