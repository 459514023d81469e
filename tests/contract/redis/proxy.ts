/**
 * Stands between a store and its Redis server, and does what a bad network does: loses a message, loses an answer,
 * leads to another server than before.
 */

import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

export interface RedisProxy {
  readonly url: string;
  readonly port: number;
  /** From now on connections lead there. Those that are open are cut. */
  leadTo(port: number): void;
  /** Whether what is said on channels gets through. */
  letMessagesThrough(isThrough: boolean): void;
  /** How many messages on channels were held back so far. */
  heldBack(): number;
  /** The server gets the next command of this name, its answer is lost, and all connections with it. */
  loseAnswerTo(command: string): void;
  stop(): Promise<void>;
}

export async function startRedisProxy(target: number): Promise<RedisProxy> {
  const sockets = new Set<Socket>();
  let port = target;
  let isSilent = false;
  let held = 0;
  let losing: string | undefined;

  const cutAll = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  const server = createServer((client) => {
    const upstream = connect(port, '127.0.0.1');
    let answerIsLost = false;
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
    client.on('data', (chunk) => {
      if (losing !== undefined && chunk.includes(losing)) {
        answerIsLost = true;
        losing = undefined;
      }
      upstream.write(chunk);
    });
    upstream.on('data', (chunk) => {
      if (answerIsLost) return cutAll();
      const rest = isSilent ? withoutMessages(chunk) : { bytes: chunk, messages: 0 };
      held += rest.messages;
      client.write(rest.bytes);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('A listening server has no port.');

  return {
    url: `redis://127.0.0.1:${address.port}`,
    port: address.port,
    leadTo: (next) => {
      port = next;
      cutAll();
    },
    letMessagesThrough: (isThrough) => {
      isSilent = !isThrough;
    },
    heldBack: () => held,
    loseAnswerTo: (command) => {
      losing = command;
    },
    stop: async () => {
      cutAll();
      server.close();
      await once(server, 'close');
    },
  };
}

const MESSAGE = Buffer.from('>3\r\n$8\r\nsmessage\r\n');

/** Assumes that no message is split over two chunks, as none of the small ones in these tests is. */
function withoutMessages(chunk: Buffer): { bytes: Buffer; messages: number } {
  const kept: Buffer[] = [];
  let messages = 0;
  let at = 0;
  for (let found = chunk.indexOf(MESSAGE); found >= 0; found = chunk.indexOf(MESSAGE, at)) {
    kept.push(chunk.subarray(at, found));
    at = afterString(chunk, afterString(chunk, found + MESSAGE.length));
    messages += 1;
  }
  return { bytes: Buffer.concat([...kept, chunk.subarray(at)]), messages };
}

/** The position after the length-prefixed string that begins at `start`. */
function afterString(chunk: Buffer, start: number): number {
  const lengthEnd = chunk.indexOf('\r\n', start);
  return lengthEnd + 2 + Number(chunk.toString('latin1', start + 1, lengthEnd)) + 2;
}
