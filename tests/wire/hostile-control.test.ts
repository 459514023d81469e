/** The control socket beneath its commands: packets as no client of socket.io sends them. */

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { command, connectControl, createBoard, type ControlClient, type Member } from '../kit/board-client.ts';
import { eventually } from '../kit/eventually.ts';
import { RawSocket, rawFrame } from '../kit/raw-socket.ts';
import { startServerProcess, type ServerProcess } from '../kit/server-process.ts';

let folder: string;
let server: ServerProcess;
let noor: Member;
let bystander: ControlClient;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'readback-control-'));
  server = await startServerProcess({ DATA_DIR: folder });
  noor = await createBoard(server.url);
  bystander = await connectControl(noor);
});
afterAll(async () => {
  bystander.close();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

const PATH = '/socket.io/?EIO=4&transport=websocket';
const text = (packet: string): Buffer => rawFrame({ opcode: 1, payload: Buffer.from(packet) });
const admitted = async (): Promise<RawSocket> => {
  const raw = await RawSocket.upgraded(server.url, PATH);
  raw.send(text(`40${JSON.stringify({ boardId: noor.boardId, key: noor.key })}`));
  await eventually(() => raw.text.includes('40{"sid"'));
  return raw;
};
const residentMb = async (): Promise<number> =>
  Number(/VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${server.pid()}/status`, 'utf8'))?.[1]) / 1024;

const packets: [what: string, packet: string | Uint8Array][] = [
  ['nothing', ''],
  ['no packet', 'hello'],
  ['no type', '4'],
  ['a type that is none', '49["command"]'],
  ['no JSON', '42["command",{'],
  ['no array', '42{"command":1}'],
  ['an event without a name', '42[]'],
  ['a name of the library', '42["connect"]'],
  ['another one', '42["disconnect"]'],
  ['a name of every object', '42["__proto__","constructor"]'],
  ['a namespace that is none', '40/admin,'],
  ['a second arrival', '40{}'],
  ['an acknowledgement of nothing', '43999999999999[]'],
  ['an id near the end of numbers', '429007199254740993["command",{}]'],
  ['a billion attachments', '451000000000-["command",{"_placeholder":true,"num":0}]'],
  ['an attachment that never comes, then something else', '451-["command",{"_placeholder":true,"num":0}]'],
  ['a placeholder of nowhere', '451-["command",{"_placeholder":true,"num":99}]'],
  ['a heartbeat in the wrong direction', '2probe'],
  ['an upgrade', '5'],
  ['bytes of nothing', Uint8Array.of(1, 2, 3)],
  ['65 kB', `42["command","${'x'.repeat(65 * 1024)}"]`],
  ['depth', `42["command",${'['.repeat(30_000)}${']'.repeat(30_000)}]`],
];

describe('packets', () => {
  it.each(packets)('A1 %s ends at most its own connection', async (what, packet) => {
    const raw = await admitted();
    raw.send(typeof packet === 'string' ? text(packet) : rawFrame({ payload: packet }));
    raw.send(text('42["signal",null]'));
    raw.send(rawFrame({ opcode: 8, payload: Uint8Array.of(3, 232) }));
    await raw.gone();
    expect((await command(noor, 'board.configure', { title: what.slice(0, 60) })).status).toBe(200);
    expect(bystander.socket.connected).toBe(true);
  });

  it.each([
    ['namespaces that are none', `40/${'a'.repeat(60)},`],
    ['heartbeats nobody asked for', '3'],
    ['events nobody knows', '42["no-such-event"]'],
  ])('A1 %s, without end and without reading, are cut off', async (_what, packet) => {
    const before = await residentMb();
    const raw = packet.startsWith('40') ? await RawSocket.upgraded(server.url, PATH) : await admitted();
    raw.stopReading();
    const many = Buffer.concat(Array.from({ length: 2000 }, () => text(packet)));
    await eventually(() => {
      if (raw.socket.writableLength < 2 ** 20) raw.send(many);
      return raw.socket.destroyed;
    });
    expect((await residentMb()) - before).toBeLessThan(100);
    expect(bystander.socket.connected).toBe(true);
  });
});
