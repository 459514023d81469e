/**
 * Takes an update of Yjs (encoding 1) apart without believing any of it. Everything is read to the
 * last byte; of what the document already has nothing is kept; what is kept points into the bytes.
 *
 *   update   = sections, delete set
 *   section  = number of structs, client id, clock of the first, structs
 *   struct   = info, [origin], [right origin], [parent, [key]], content
 */

import { ByteReader } from './byte-reader.ts';
import { scanContent } from './content-scan.ts';
import {
  CLIENT_LIMIT,
  CLOCK_LIMIT,
  Kind,
  type Id,
  type NewStruct,
  type ScannedUpdate,
  type Section,
} from './scanned-update.ts';

const LONGEST_NAME = 1000;
const ORIGIN = 0x80;
const RIGHT = 0x40;
const KEY = 0x20;

const readId = (reader: ByteReader): Id => ({ client: reader.uint(CLIENT_LIMIT), clock: reader.uint(CLOCK_LIMIT) });

class UpdateScanner {
  readonly #reader: ByteReader;
  readonly #knownClock: (client: number) => number;
  readonly #sections: Section[] = [];
  readonly #mostStructs: number;
  readonly #content = { length: 0, isJson: true };
  #structs = 0;
  #isWhole = true;
  #hasSkip = false;

  constructor(bytes: Uint8Array, knownClock: (client: number) => number, mostStructs: number) {
    this.#reader = new ByteReader(bytes);
    this.#knownClock = knownClock;
    this.#mostStructs = mostStructs;
  }

  scan(): ScannedUpdate | 'malformed' | 'too_many' {
    const reader = this.#reader;
    const seen = new Seen();
    const sections = reader.uint(reader.bytes.length);
    for (let index = 0; index < sections && !reader.isBroken(); index++) this.#section(seen);
    const deleteSet = reader.position;
    const deletedRanges = this.#deleteSet();
    if (reader.isBroken() || !reader.isAtEnd) return 'malformed';
    if (this.#structs > this.#mostStructs) return 'too_many';
    return {
      bytes: reader.bytes,
      sections: this.#sections,
      isWhole: this.#isWhole,
      hasSkip: this.#hasSkip,
      deleteSet,
      deletedRanges,
    };
  }

  #section(seen: Seen): void {
    const reader = this.#reader;
    const count = reader.uint(reader.bytes.length);
    const client = reader.uint(CLIENT_LIMIT);
    let clock = reader.uint(CLOCK_LIMIT);
    if (!seen.isFirst(client)) reader.break();
    const known = this.#knownClock(client);
    const structs: NewStruct[] = [];
    for (let index = 0; index < count && !reader.isBroken(); index++) {
      clock += this.#struct(client, clock, known, structs);
      if (clock >= CLOCK_LIMIT) reader.break();
    }
    if (structs.length < count) this.#isWhole = false;
    if (structs.length > 0) this.#sections.push({ client, known, structs });
  }

  /** @returns the length of the struct */
  #struct(client: number, clock: number, known: number, structs: NewStruct[]): number {
    const reader = this.#reader;
    const start = reader.position;
    const info = reader.byte();
    const kind = info & 31;
    if (kind === Kind.garbage || kind === Kind.skip) {
      if (info !== kind) reader.break();
      const length = reader.uint(CLOCK_LIMIT) || reader.break();
      if (kind === Kind.skip && clock + length > known) this.#hasSkip = true;
      if (kind === Kind.garbage && clock + length > known) this.#keep(structs, garbage(client, clock, length, start));
      return length;
    }
    const origin = (info & ORIGIN) === 0 ? undefined : readId(reader);
    const right = (info & RIGHT) === 0 ? undefined : readId(reader);
    const isNamed = origin === undefined && right === undefined;
    const parent = !isNamed ? undefined : reader.uint(2) === 1 ? reader.text(LONGEST_NAME) : readId(reader);
    const key = isNamed && (info & KEY) !== 0 ? reader.text(LONGEST_NAME) : undefined;
    const content = reader.position;
    scanContent(reader, kind, this.#content);
    const { length, isJson } = this.#content;
    if (length === 0) reader.break();
    if (clock + length <= known || reader.isBroken()) return length;
    const end = reader.position;
    if (clock >= known) {
      this.#keep(structs, {
        kind,
        client,
        clock,
        length,
        origin,
        right,
        parent,
        key,
        isJson,
        known: 0,
        start,
        content,
        end,
      });
      return length;
    }
    // Of a struct that is known in part, what is new follows what is known, whatever it says of its own beginning.
    this.#isWhole = false;
    this.#keep(structs, {
      kind,
      client,
      clock: known,
      length: clock + length - known,
      origin: { client, clock: known - 1 },
      right,
      parent: undefined,
      key: undefined,
      isJson,
      known: known - clock,
      start,
      content,
      end,
    });
    return length;
  }

  #keep(structs: NewStruct[], struct: NewStruct): void {
    this.#structs++;
    if (this.#structs <= this.#mostStructs) structs.push(struct);
  }

  /** Ranges are in order and do not overlap, as every Yjs writes them: going through them costs no more than the document is long. */
  #deleteSet(): number {
    const reader = this.#reader;
    const seen = new Seen();
    let ranges = 0;
    const clients = reader.uint(reader.bytes.length);
    for (let index = 0; index < clients && !reader.isBroken(); index++) {
      if (!seen.isFirst(reader.uint(CLIENT_LIMIT))) reader.break();
      const count = reader.uint(reader.bytes.length);
      let free = 0;
      for (let range = 0; range < count && !reader.isBroken(); range++) {
        const clock = reader.uint(CLOCK_LIMIT);
        if (clock < free) reader.break();
        free = clock + (reader.uint(CLOCK_LIMIT) || reader.break());
        if (free > CLOCK_LIMIT) reader.break();
        ranges++;
      }
    }
    return ranges;
  }
}

/** Whether a client id comes up again; most updates have one client only. */
class Seen {
  #first = -1;
  #others: Set<number> | undefined;

  isFirst(client: number): boolean {
    if (this.#first === -1) {
      this.#first = client;
      return true;
    }
    if (client === this.#first) return false;
    this.#others ??= new Set();
    const size = this.#others.size;
    return this.#others.add(client).size > size;
  }
}

const garbage = (client: number, clock: number, length: number, start: number): NewStruct => ({
  kind: Kind.garbage,
  client,
  clock,
  length,
  origin: undefined,
  right: undefined,
  parent: undefined,
  key: undefined,
  isJson: true,
  known: 0,
  start,
  content: start,
  end: start,
});

/**
 * @param knownClock the clock up to which the document has the structs of a client
 * @param mostStructs of new structs in one update
 */
export const scanUpdate = (
  bytes: Uint8Array,
  knownClock: (client: number) => number,
  mostStructs: number,
): ScannedUpdate | 'malformed' | 'too_many' => new UpdateScanner(bytes, knownClock, mostStructs).scan();
