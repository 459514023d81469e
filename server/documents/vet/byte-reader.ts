/**
 * Reads the encoding of Yjs from bytes that nobody has checked. Never throws and never allocates by a number it read:
 * the first thing that does not fit breaks the reader, after which it is at the end and answers 0.
 */

import { isUtf8 } from 'node:buffer';

/** Five bytes hold 2^35; a longer run of zeros would make the reader of Yjs return NaN. */
const LONGEST_UINT = 5;
const LONGEST_INT = 8;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export class ByteReader {
  readonly bytes: Uint8Array;
  position: number;
  #isBroken = false;

  constructor(bytes: Uint8Array, position = 0) {
    this.bytes = bytes;
    this.position = position;
  }

  get isAtEnd(): boolean {
    return this.position >= this.bytes.length;
  }

  isBroken(): boolean {
    return this.#isBroken;
  }

  /** Whatever is read from here on is 0. */
  break(): 0 {
    this.#isBroken = true;
    this.position = this.bytes.length;
    return 0;
  }

  byte(): number {
    return this.bytes[this.position++] ?? this.break();
  }

  /** An unsigned number below `limit`, which is at most 2^32. */
  uint(limit: number): number {
    const first = this.byte();
    if (first < 128) return first < limit ? first : this.break();
    let value = first & 127;
    let factor = 128;
    for (let length = 2; length <= LONGEST_UINT; length++) {
      const next = this.byte();
      value += (next & 127) * factor;
      if (next < 128) return value < limit ? value : this.break();
      factor *= 128;
    }
    return this.break();
  }

  /** A signed number, whose value does not matter here. */
  skipInt(): void {
    for (let length = 1; length <= LONGEST_INT; length++) if (this.byte() < 128) return;
    this.break();
  }

  skip(count: number): void {
    if (count > this.bytes.length - this.position) this.break();
    else this.position += count;
  }

  /** Passes over a string. @returns its length in UTF-16 units */
  skipText(): number {
    const length = this.uint(this.bytes.length + 1);
    const start = this.position;
    this.skip(length);
    if (this.#isBroken) return 0;
    for (let at = start; at < this.position; at++) {
      if ((this.bytes[at] ?? 0) >= 128) return this.#unitsBeyondAscii(start);
    }
    return length;
  }

  /** A string of at most `limit` bytes. */
  text(limit: number): string {
    const length = this.uint(limit + 1);
    const start = this.position;
    this.skip(length);
    const bytes = this.bytes.subarray(start, this.position);
    if (this.#isBroken || !isUtf8(bytes)) {
      this.break();
      return '';
    }
    return utf8.decode(bytes);
  }

  #unitsBeyondAscii(start: number): number {
    if (!isUtf8(this.bytes.subarray(start, this.position))) return this.break();
    let units = 0;
    for (let at = start; at < this.position; at++) {
      const byte = this.bytes[at] ?? 0;
      // Continuation bytes count nothing; four bytes make a surrogate pair.
      if (byte < 0x80 || byte >= 0xc0) units += byte >= 0xf0 ? 2 : 1;
    }
    return units;
  }
}
