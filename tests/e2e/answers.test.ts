/** Every type of answer, given on a phone held in one hand: what was meant is what the server has. */

import { afterAll, beforeAll, expect, it } from 'vitest';
import { command, viewBoard } from '../kit/board-client.ts';
import { dimensionOf, SAMPLE_DIMENSIONS } from '../kit/board-dimensions.ts';
import { closeAll } from '../kit/browser.ts';
import { startBuiltSite, type BuiltSite } from '../kit/built-site.ts';
import { DocumentClient, wallOf } from '../kit/document-client.ts';
import { eventually } from '../kit/eventually.ts';
import { plannedBoard, sitsIn } from '../kit/seats.ts';

let site: BuiltSite;
beforeAll(async () => {
  site = await startBuiltSite();
});
afterAll(async () => {
  await closeAll();
  await site.close();
});

it('U1 every type of answer can be given on a phone, and is understood as it was meant', async () => {
  const open = dimensionOf('text', { id: 'open', label: 'What we stop', config: {} });
  const noor = await plannedBoard(site.url, { dimensions: [...SAMPLE_DIMENSIONS, open] });
  const { member, person: ana } = await sitsIn(noor, 'Ana', {}, { phone: true });
  await command(noor, 'round.open');
  const { form } = ana;
  await form.isReady();
  await form.nods(4, 'If we keep the date');
  await form.isSure(70);
  await form.writes('How we know it is done', 'Customers use it');
  await form.writes('By when', 'end of March 2027');
  await form
    .card('By when')
    .getByText(/31 March 2027/)
    .first()
    .waitFor();
  await form.writes('Budget', '12.5 kEUR');
  await form
    .card('Budget')
    .getByText(/12\.5 kEUR/)
    .first()
    .waitFor();
  await form.chooses('How firm', 'contract');
  await form.ticks('What is in', 'web', 'android');
  await form.ticks('Who', 'Noor');
  await form.namesSomebodyElse('Who', 'Zoé');
  await form.ranks('Order', 'second', 'first');
  await form.says('What we stop', 'not_decided');
  await form.isDone();
  await command(noor, 'round.reveal');

  const client = await new DocumentClient(noor, 'wall').synced();
  const [reading] = await eventually(() => {
    const found = Object.values(wallOf(client)['1'] ?? {});
    return found.length > 0 && found;
  });
  await client.close();
  expect(reading?.nod).toEqual({ fist: 4, sure: 70, reason: 'If we keep the date' });
  const answered = (value: unknown, raw: unknown = expect.any(String)) => ({ state: 'answered', value, raw });
  expect(reading?.answers).toEqual({
    done: answered('Customers use it', 'Customers use it'),
    by_when: answered(expect.objectContaining({ end: '2027-03-31' }), 'end of March 2027'),
    budget: answered({ amount: 12.5, unit: 'kEUR' }, '12.5 kEUR'),
    how_firm: answered('contract'),
    scope: answered(['web', 'android']),
    owner: answered([noor.participantId, 'ext:Zoé']),
    order: answered(['second', 'first']),
    open: { state: 'not_decided', value: null, raw: '' },
  });
  expect((await viewBoard(member)).view.board.phase).toBe('reveal');
  const seen = await ana.wall.sees();
  expect(seen.questions.map(({ id, gave }) => [id, gave])).toEqual(
    [...SAMPLE_DIMENSIONS, open].map(({ id }) => [id, 1]),
  );
  ana.expectClean();
  await ana.leaves();
});
