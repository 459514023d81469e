/**
 * A TCP connection that keeps to no protocol it does not want to keep to: half requests, frames no library would send,
 * and a reader that stops reading. Everything received is kept.
 */

import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { eventually } from './eventually.ts';

export interface RawFrame {
  readonly opcode?: number;
  readonly payload?: Uint8Array;
  readonly isFinal?: boolean;
  /** The three reserved bits, 0 to 7. */
  readonly reserved?: number;
  readonly isMasked?: boolean;
  /** What the frame says its length is, in the eight-byte form; the payload is sent as it is. */
  readonly claims?: bigint;
}

const MASKED = 0x80;

const lengthOf = (length: number, claims: bigint | undefined): Buffer => {
  const wide = Buffer.alloc(9, 127);
  wide.writeBigUInt64BE(claims ?? BigInt(length), 1);
  if (claims !== undefined || length > 0xffff) return wide;
  if (length < 126) return Buffer.from([length]);
  return Buffer.from([126, length >> 8, length & 0xff]);
};

/** One WebSocket frame of a client (RFC 6455, 5.2), right or wrong. */
export const rawFrame = ({
  opcode = 2,
  payload = new Uint8Array(),
  isFinal = true,
  reserved = 0,
  isMasked = true,
  claims,
}: RawFrame): Buffer => {
  const length = lengthOf(payload.length, claims);
  if (isMasked) length[0] = (length[0] ?? 0) | MASKED;
  const mask = isMasked ? randomBytes(4) : Buffer.alloc(0);
  const body = Buffer.from(payload.map((byte, at) => byte ^ (mask[at % 4] ?? 0)));
  return Buffer.concat([Buffer.from([(isFinal ? 0x80 : 0) | (reserved << 4) | opcode]), length, mask, body]);
};

/** The head of a WebSocket handshake, with its closing empty line. */
export const upgradeHead = (path: string, headers: Readonly<Record<string, string>> = {}): string => {
  const all = {
    Host: '127.0.0.1',
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`;
};

export class RawSocket {
  readonly socket: Socket;
  #received = Buffer.alloc(0);

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.on('error', () => undefined);
    socket.on('data', (data: Buffer) => {
      this.#received = Buffer.concat([this.#received, data]);
    });
  }

  static async open(url: string): Promise<RawSocket> {
    const { hostname, port } = new URL(url);
    const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
    await once(socket, 'connect');
    return new RawSocket(socket);
  }

  /** A connection past its handshake. */
  static async upgraded(url: string, path: string, headers: Readonly<Record<string, string>> = {}): Promise<RawSocket> {
    const raw = await RawSocket.open(url);
    raw.send(upgradeHead(path, { Host: new URL(url).host, ...headers }));
    await eventually(() => raw.text.includes('\r\n\r\n'));
    if (!raw.text.startsWith('HTTP/1.1 101')) throw new Error(`The upgrade was answered ${raw.text.slice(0, 40)}`);
    return raw;
  }

  get received(): Buffer {
    return this.#received;
  }

  get text(): string {
    return this.#received.toString('latin1');
  }

  send(bytes: string | Uint8Array): void {
    if (!this.socket.destroyed) this.socket.write(bytes);
  }

  /** From here on nothing is read, however much is sent. */
  stopReading(): void {
    this.socket.removeAllListeners('data');
    this.socket.pause();
  }

  /** Resolves when the server has ended or reset the connection. */
  async gone(withinMs?: number): Promise<void> {
    const isGone = () => this.socket.destroyed || this.socket.readableEnded;
    await eventually(isGone, withinMs === undefined ? {} : { withinMs });
  }

  drop(): void {
    this.socket.destroy();
  }
}
