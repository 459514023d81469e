/**
 * Looks through LMDB's file before LMDB does. LMDB trusts what it reads: a damaged page can end the process, or hand
 * out an older or a smaller board without a word. So every page that is reached from the root is looked at: in its
 * place, reached once, in order, every record with its checksum, no more and no fewer of them than the meta page counts;
 * and none of these pages may be called free, or it would be written over.
 */

import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import {
  damagedUnless,
  META_BYTES,
  NO_PAGE,
  OVERFLOW,
  overflowPages,
  PAGE_HEADER_BYTES,
  pageFlags,
  pageNumber,
  pageTransaction,
  readFreePages,
  readMetaPage,
  readTreePage,
  uint64,
  type LeafRecord,
  type MetaPage,
  type TreeSummary,
} from './page-layout.ts';
import { isIntact } from './values.ts';

const MAIN_FLAGS = 0;
const FREE_FLAGS = 0x08;
/** Pages that were taken at the end of the file and given back before anything was written to them. */
const MOST_UNWRITTEN_PAGES = 2 ** 16;

type Compare = (one: Buffer, other: Buffer) => number;

const compareBytes: Compare = (one, other) => one.compare(other);

const compareNumbers: Compare = (one, other) => {
  damagedUnless(one.length === 8 && other.length === 8);
  return uint64(one, 0) - uint64(other, 0);
};

/** @throws StoreDamaged when anything is not as LMDB and this store left it */
export function checkPages(path: string): void {
  const file = openSync(path, 'r');
  try {
    new PageCheck(file).run();
  } finally {
    closeSync(file);
  }
}

class PageCheck {
  readonly #file: number;
  readonly #meta: MetaPage;
  /** For every page of the file, whether something refers to it: once is right. */
  readonly #isTaken: Uint8Array;

  constructor(file: number) {
    this.#file = file;
    this.#meta = this.#readMeta();
    this.#isTaken = new Uint8Array(Math.floor(fstatSync(file).size / this.#meta.pageBytes));
    this.#isTaken.fill(1, 0, 2);
    damagedUnless(this.#meta.lastPage < this.#isTaken.length + MOST_UNWRITTEN_PAGES);
  }

  run(): void {
    const { main, free, lastPage } = this.#meta;
    const freePages: number[] = [];
    this.#checkTree(main, MAIN_FLAGS, compareBytes, (key, value) => {
      damagedUnless(isIntact(key, value));
    });
    this.#checkTree(free, FREE_FLAGS, compareNumbers, (_, value) => {
      for (const page of readFreePages(value)) freePages.push(page);
    });
    for (const page of freePages) {
      damagedUnless(page <= lastPage);
      if (page < this.#isTaken.length) this.#take(page);
    }
  }

  /** The two metas are written in turns, so they are of one transaction and the one before it; the later one counts. */
  #readMeta(): MetaPage {
    const even = readMetaPage(this.#bytes(0, META_BYTES));
    const odd = readMetaPage(this.#bytes(even.pageBytes, META_BYTES));
    damagedUnless(even.pageBytes === odd.pageBytes);
    damagedUnless(even.transaction % 2 === 0 && (odd.transaction % 2 === 1 || odd.transaction === 0));
    damagedUnless(Math.abs(even.transaction - odd.transaction) <= 1);
    return even.transaction >= odd.transaction ? even : odd;
  }

  #checkTree(tree: TreeSummary, flags: number, compare: Compare, check: (key: Buffer, value: Buffer) => void): void {
    const found = { branchPages: 0, leafPages: 0, overflowPages: 0, records: 0 };
    let last: Buffer | undefined;
    /** Every key of the page is `from` or larger, and smaller than `to`. */
    const walk = (number: number, level: number, from?: Buffer, to?: Buffer): void => {
      const page = readTreePage(this.#page(number));
      // All leaves are on the last level.
      damagedUnless(page.kind === 'leaf' ? level === tree.levels : level < tree.levels);
      if (page.kind === 'branch') {
        found.branchPages += 1;
        for (const [index, child] of page.children.entries()) {
          walk(child.page, level + 1, index === 0 ? from : child.from, page.children[index + 1]?.from ?? to);
        }
        return;
      }
      found.leafPages += 1;
      found.records += page.records.length;
      damagedUnless(from === undefined || compare(from, page.records[0]?.key ?? from) <= 0);
      for (const { key, value } of page.records) {
        damagedUnless(last === undefined || compare(last, key) < 0);
        last = key;
        if (!Buffer.isBuffer(value)) found.overflowPages += value.pages;
        check(key, Buffer.isBuffer(value) ? value : this.#overflow(value));
      }
      damagedUnless(to === undefined || last === undefined || compare(last, to) < 0);
    };
    if (tree.root !== NO_PAGE) walk(tree.root, 1);
    damagedUnless(tree.flags === flags && (tree.root !== NO_PAGE || tree.levels === 0));
    damagedUnless(found.branchPages === tree.branchPages && found.leafPages === tree.leafPages);
    damagedUnless(found.overflowPages === tree.overflowPages && found.records === tree.records);
  }

  #overflow({ first, pages, bytes }: Exclude<LeafRecord['value'], Buffer>): Buffer {
    damagedUnless(pages === Math.ceil((PAGE_HEADER_BYTES + bytes) / this.#meta.pageBytes));
    damagedUnless(first + pages <= this.#isTaken.length);
    for (let page = first; page < first + pages; page += 1) this.#take(page);
    const content = this.#bytes(first * this.#meta.pageBytes, PAGE_HEADER_BYTES + bytes);
    damagedUnless(pageNumber(content) === first && pageFlags(content) === OVERFLOW && overflowPages(content) === pages);
    damagedUnless(pageTransaction(content) <= this.#meta.transaction);
    return content.subarray(PAGE_HEADER_BYTES);
  }

  #page(number: number): Buffer {
    this.#take(number);
    const page = this.#bytes(number * this.#meta.pageBytes, this.#meta.pageBytes);
    // A page of a later transaction would be taken for one that may be changed in place.
    damagedUnless(pageNumber(page) === number && pageTransaction(page) <= this.#meta.transaction);
    return page;
  }

  #take(page: number): void {
    damagedUnless(this.#isTaken[page] === 0);
    this.#isTaken[page] = 1;
  }

  #bytes(at: number, length: number): Buffer {
    const bytes = Buffer.allocUnsafe(length);
    damagedUnless(readSync(this.#file, bytes, 0, length, at) === length);
    return bytes;
  }
}
