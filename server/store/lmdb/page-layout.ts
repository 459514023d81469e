/**
 * Where things stand in LMDB's file: data version 2, little-endian, as the `lmdb` package writes it. Plain bytes are
 * taken apart here and anything that LMDB would not have written is refused; LMDB itself would trust it.
 */

import { StoreDamaged } from './values.ts';

export const PAGE_HEADER_BYTES = 24;
export const META_BYTES = PAGE_HEADER_BYTES + 136;
/** Root of a tree without records. */
export const NO_PAGE = 2 ** 64;
export const OVERFLOW = 0x04;
const [BRANCH, LEAF, META] = [0x01, 0x02, 0x08];

const MAGIC = 0xbeefc0de;
const DATA_VERSION = 2;
const NODE_HEADER_BYTES = 8;
const OVERFLOW_REFERENCE_BYTES = 24;
const BIG_DATA = 0x01;

/** What a meta page says of a tree. */
export interface TreeSummary {
  readonly flags: number;
  readonly levels: number;
  readonly branchPages: number;
  readonly leafPages: number;
  readonly overflowPages: number;
  readonly records: number;
  readonly root: number;
}

export interface MetaPage {
  readonly pageBytes: number;
  readonly free: TreeSummary;
  readonly main: TreeSummary;
  readonly lastPage: number;
  readonly transaction: number;
}

export interface LeafRecord {
  readonly key: Buffer;
  /** In the page itself, or in pages of its own. */
  readonly value: Buffer | { readonly first: number; readonly pages: number; readonly bytes: number };
}

export interface Child {
  readonly page: number;
  /** No key under this child is smaller, and none under the one before it as large. Means nothing for the first child. */
  readonly from: Buffer;
}

export type TreePage =
  | { readonly kind: 'branch'; readonly children: readonly Child[] }
  | { readonly kind: 'leaf'; readonly records: readonly LeafRecord[] };

export function damagedUnless(holds: boolean): asserts holds {
  if (!holds) throw new StoreDamaged('The data file is damaged');
}

export const uint64 = (bytes: Buffer, at: number): number =>
  bytes.readUInt32LE(at + 4) * 2 ** 32 + bytes.readUInt32LE(at);
export const pageNumber = (page: Buffer): number => uint64(page, 0);
/** The transaction that wrote the page. */
export const pageTransaction = (page: Buffer): number => uint64(page, 8);
export const pageFlags = (page: Buffer): number => page.readUInt16LE(18);
export const overflowPages = (page: Buffer): number => page.readUInt32LE(20);

/** @throws StoreDamaged */
export function readMetaPage(page: Buffer): MetaPage {
  const meta = page.subarray(PAGE_HEADER_BYTES);
  const pageBytes = meta.readUInt32LE(24);
  damagedUnless(pageFlags(page) === META && meta.readUInt32LE(0) === MAGIC && meta.readUInt32LE(4) === DATA_VERSION);
  damagedUnless(pageBytes >= 4096 && pageBytes <= 65536 && (pageBytes & (pageBytes - 1)) === 0);
  const free = readTree(meta.subarray(24, 72));
  const main = readTree(meta.subarray(72, 120));
  return { pageBytes, free, main, lastPage: uint64(meta, 120), transaction: uint64(meta, 128) };
}

const readTree = (tree: Buffer): TreeSummary => ({
  flags: tree.readUInt16LE(4),
  levels: tree.readUInt16LE(6),
  branchPages: uint64(tree, 8),
  leafPages: uint64(tree, 16),
  overflowPages: uint64(tree, 24),
  records: uint64(tree, 32),
  root: uint64(tree, 40),
});

/** @throws StoreDamaged */
export function readTreePage(page: Buffer): TreePage {
  const flags = pageFlags(page);
  const lower = page.readUInt16LE(20);
  const upper = page.readUInt16LE(22);
  damagedUnless((flags === BRANCH || flags === LEAF) && lower % 2 === 0 && lower > 0 && lower <= upper);
  const nodes = Array.from({ length: lower / 2 }, (_, index) => {
    const node = PAGE_HEADER_BYTES + page.readUInt16LE(PAGE_HEADER_BYTES + index * 2);
    damagedUnless(node >= PAGE_HEADER_BYTES + upper && node + NODE_HEADER_BYTES <= page.length);
    return node;
  });
  if (flags === LEAF) return { kind: 'leaf', records: nodes.map((node) => readRecord(page, node)) };
  const children = nodes.map((node) => ({
    page: page.readUInt32LE(node) + page.readUInt16LE(node + 4) * 2 ** 32,
    from: keyOf(page, node),
  }));
  return { kind: 'branch', children };
}

function keyOf(page: Buffer, node: number): Buffer {
  const end = node + NODE_HEADER_BYTES + page.readUInt16LE(node + 6);
  damagedUnless(end <= page.length);
  return page.subarray(node + NODE_HEADER_BYTES, end);
}

function readRecord(page: Buffer, node: number): LeafRecord {
  const bytes = page.readUInt32LE(node);
  const flags = page.readUInt16LE(node + 4);
  const key = keyOf(page, node);
  const valueAt = node + NODE_HEADER_BYTES + key.length;
  const isBig = flags === BIG_DATA;
  const end = valueAt + (isBig ? OVERFLOW_REFERENCE_BYTES : bytes);
  damagedUnless((flags === 0 || isBig) && key.length > 0 && end <= page.length);
  if (!isBig) return { key, value: page.subarray(valueAt, end) };
  return { key, value: { first: uint64(page, valueAt), pages: uint64(page, valueAt + 16), bytes } };
}

/**
 * A list of free pages: a count, then page numbers; a negative number says how many pages follow from the next one.
 * @throws StoreDamaged
 */
export function readFreePages(list: Buffer): number[] {
  const at = (index: number): number => Number(list.readBigInt64LE(index * 8));
  damagedUnless(list.length >= 8 && at(0) >= 0 && at(0) < list.length / 8);
  const pages: number[] = [];
  for (let index = 1; index <= at(0); index += 1) {
    const number = at(index);
    if (number > 0) pages.push(number);
    if (number >= 0) continue;
    index += 1;
    damagedUnless(index <= at(0) && -number < 2 ** 32);
    for (let run = 0; run < -number; run += 1) pages.push(at(index) + run);
  }
  return pages;
}
