/**
 * Where a board lies in Redis. Every key of a board, and its channel, share the hash slot of `{board}`, so that one
 * script reaches all of them on any node of a cluster.
 *
 *   rb:{board}:meta          hash: `s` last number, `f` fence, `m` mark of the last append,
 *                            `h:<stream>` head of a stream, `u:<stream>` number its snapshot reaches
 *   rb:{board}:log:<stream>  Redis stream, ids `<number>-<mark>`, field `p` the payload
 *   rb:{board}:snap:<stream> the snapshot's bytes
 *   rb:{board}:erased        there for an hour after the board was erased, for tails that missed the message
 *   rb:{board}:witness       written before a WAIT; gone after a minute
 *   rb:{board}:live          sharded channel, see messages.ts
 *
 * A mark is a random 32-bit number, one for each append. After a fail-over a number may stand for another entry than
 * before; its mark then differs, which is how a reader notices (tail.ts).
 */

import type { BoardId } from '../../../shared/board/ids.ts';

const START = 'rb:{';
const META = '}:meta';

/** Key of the hash; the scripts derive the board's other keys from it. */
export const metaKey = (board: BoardId): string => START + board + META;
export const witnessKey = (board: BoardId): string => `${START}${board}}:witness`;
export const channelOf = (board: BoardId): string => `${START}${board}}:live`;

/** Matches the hash of every board, and nothing else. */
export const EVERY_META_KEY = `${START}*${META}`;
export const boardOfMetaKey = (key: string): BoardId => key.slice(START.length, -META.length) as BoardId;

/** XMODEM CRC-16, which Redis Cluster uses to place keys: https://redis.io/docs/latest/operate/oss_and_stack/reference/cluster-spec/ */
function crc16(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1) crc = ((crc << 1) ^ (crc & 0x8000 ? 0x1021 : 0)) & 0xffff;
  }
  return crc;
}

/** The cluster slot, 0 to 16383, of all keys of the board. */
export const slotOf = (board: BoardId): number => crc16(Buffer.from(board)) % 16_384;
