/** A real Redis Cluster of a test's own: three masters with a third of the slots each, and replicas if wanted. */

import { eventually } from '../../kit/eventually.ts';
import { freePort, startRedisServer, type RedisServer } from '../../kit/redis-server.ts';
import { askRedis } from './asking.ts';

export interface RedisCluster {
  readonly url: string;
  readonly masters: readonly RedisServer[];
  /** In the order of the masters they follow; none unless asked for. */
  readonly replicas: readonly RedisServer[];
  stop(): Promise<void>;
}

const SLOTS = 16_384;
const MASTERS = 3;

export async function startRedisCluster({ hasReplicas = false } = {}): Promise<RedisCluster> {
  const nodes = await Promise.all(Array.from({ length: hasReplicas ? 2 * MASTERS : MASTERS }, startNode));
  const [masters, replicas] = [nodes.slice(0, MASTERS), nodes.slice(MASTERS)];
  const [first, ...others] = nodes;
  if (!first) throw new Error('A cluster has nodes.');
  for (const [index, { port }] of masters.entries()) {
    const range = [index, index + 1].map((third) => Math.ceil((SLOTS * third) / MASTERS));
    await askRedis(port, ['CLUSTER', 'ADDSLOTSRANGE', String(range[0]), String(Number(range[1]) - 1)]);
    await askRedis(port, ['CLUSTER', 'SET-CONFIG-EPOCH', String(index + 1)]);
  }
  for (const other of others) {
    await askRedis(first.port, ['CLUSTER', 'MEET', '127.0.0.1', String(other.port), String(other.busPort)]);
  }
  await everyNodeSays(nodes, `cluster_known_nodes:${nodes.length}`);
  for (const [index, replica] of replicas.entries()) {
    const master = await askRedis(masters[index]?.port ?? 0, ['CLUSTER', 'MYID']);
    await eventually(() => askRedis(replica.port, ['CLUSTER', 'REPLICATE', String(master)]));
    await eventually(async () =>
      String(await askRedis(replica.port, ['INFO', 'replication'])).includes('master_link_status:up'),
    );
  }
  await everyNodeSays(nodes, 'cluster_state:ok');
  return {
    url: `redis-cluster://${masters.map(({ port }) => `127.0.0.1:${port}`).join(',')}`,
    masters,
    replicas,
    stop: async () => {
      await Promise.all(nodes.map((node) => node.stop()));
    },
  };
}

interface Node extends RedisServer {
  readonly busPort: number;
}

async function startNode(): Promise<Node> {
  const busPort = await freePort();
  const server = await startRedisServer({
    settings: { 'cluster-enabled': 'yes', 'cluster-port': String(busPort), 'cluster-node-timeout': '1000' },
  });
  return { ...server, busPort };
}

async function everyNodeSays(nodes: readonly Node[], line: string): Promise<void> {
  for (const { port } of nodes) {
    await eventually(async () => String(await askRedis(port, ['CLUSTER', 'INFO'])).includes(line));
  }
}
