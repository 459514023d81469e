/** Commands to a Redis server from outside of the store: to look at it, to break it, to set it up. */

import { createClient } from 'redis';

/** One command on a connection of its own; answers as redis-cli would show it. */
export async function askRedis(port: number, command: readonly string[]): Promise<unknown> {
  const client = createClient({ socket: { host: '127.0.0.1', port, reconnectStrategy: false }, RESP: 2 });
  client.on('error', () => 'The command is rejected with the same.');
  await client.connect();
  try {
    return await client.sendCommand<unknown>([...command]);
  } finally {
    client.destroy();
  }
}
