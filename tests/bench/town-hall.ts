/**
 * A town hall: many people write, one reveals. Prints how long it takes to let everybody in, to have every reading
 * saved, and from the press to the first and the last who sees the wall. `tsx tests/bench/town-hall.ts <url> <people>`,
 * against a server with `RATE_LIMIT_EXEMPT` for this machine.
 */

import { connectControl, command, createBoard, joinBoard, viewBoard, type Member } from '../kit/board-client.ts';
import { documentUrl, ReadingClient, syncMessage } from '../kit/document-client.ts';
import { eventually } from '../kit/eventually.ts';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import * as Y from 'yjs';

const [url = 'http://127.0.0.1:3000', count = '300'] = process.argv.slice(2);
const people = Number(count);
const sinceMs = (start: number): number => Math.round(performance.now() - start);
const patience = { withinMs: 120_000 };

/** Fifty at a time, as browsers would come in a rush. */
const inBatches = async <Result>(make: (index: number) => Promise<Result>): Promise<Result[]> => {
  const made: Result[] = [];
  while (made.length < people) {
    const size = Math.min(50, people - made.length);
    made.push(...(await Promise.all(Array.from({ length: size }, (_, i) => make(made.length + i)))));
  }
  return made;
};

const noor = await createBoard(url, { template: 'operational', reads: false });
let start = performance.now();
const members: Member[] = await inBatches((i) => joinBoard(url, noor.boardId, { name: `Person ${i}` }));
const joinedMs = sinceMs(start);
await command(noor, 'round.open');

start = performance.now();
const seenAtMs: number[] = [];
const controls = await inBatches(async (i) => connectControl(members[i] ?? noor, { after: people }));
// The walls are only timed, not taken apart: one process could not do that for hundreds of people in time.
const walls = await inBatches(async (i) => {
  const member = members[i] ?? noor;
  const headers = { Authorization: `Bearer ${member.key}` };
  const wall = new WebSocket(documentUrl(member, 'wall'), { headers });
  await once(wall, 'open');
  wall.send(syncMessage(0, Y.encodeStateVector(new Y.Doc())));
  return wall;
});
const readings = await inBatches(async (i) => {
  const reading = new ReadingClient(members[i] ?? noor, 1);
  await reading.synced();
  return reading;
});
const connectedMs = sinceMs(start);

start = performance.now();
for (const [i, reading] of readings.entries()) {
  for (const id of ['what', 'done', 'stop'])
    reading.write(id, `Person ${i} reads it like this, in some thirty words. `.repeat(4));
  reading.nod(4, 80);
}
await Promise.all(readings.map((reading) => eventually(() => reading.durableCount >= reading.sent, patience)));
const savedMs = sinceMs(start);

const { seen } = (await viewBoard(noor)).view.board;
const WALL_BYTES = 10_000;
let wallBytes = 0;
for (const wall of walls) {
  wall.on('message', (data: Buffer) => {
    if (data.length < WALL_BYTES) return;
    wallBytes = data.length;
    seenAtMs.push(performance.now());
  });
}
start = performance.now();
const { status } = await command(noor, 'round.reveal', { seen });
const answeredMs = sinceMs(start);
await eventually(() => seenAtMs.length >= people, patience);
const told = seenAtMs.map((atMs) => Math.round(atMs - start)).sort((a, b) => a - b);

console.log(
  JSON.stringify({
    people,
    status,
    joinedMs,
    connectedMs,
    savedMs,
    answeredMs,
    wallBytes,
    firstSeenMs: told[0],
    lastSeenMs: told[people - 1],
  }),
);
for (const control of controls) control.close();
process.exit(0);
