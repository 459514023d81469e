/**
 * Passes over one value of the `any` encoding of Yjs. What a reader of Yjs would choke on, nests too deep, or would give
 * a decoded object another prototype breaks the reader.
 */

import type { ByteReader } from './byte-reader.ts';

const DEEPEST = 32;
const LONGEST_KEY = 1000;
const NAMES_OF_OBJECT = new Set(['__proto__', 'constructor', 'prototype']);

const TOO_DEEP = -1;
const UNDEFINED = 127;
const NULL = 126;
const INTEGER = 125;
const FLOAT32 = 124;
const FLOAT64 = 123;
const BIGINT = 122;
const FALSE = 121;
const TRUE = 120;
const STRING = 119;
const OBJECT = 118;
const ARRAY = 117;
const BINARY = 116;

const isFiniteFloat = (reader: ByteReader, size: 4 | 8): boolean => {
  const start = reader.position;
  reader.skip(size);
  if (reader.isBroken()) return false;
  const view = new DataView(reader.bytes.buffer, reader.bytes.byteOffset + start, size);
  return Number.isFinite(size === 4 ? view.getFloat32(0) : view.getFloat64(0));
};

/** @returns whether the value is what JSON can say: no binary, no bigint, nothing undefined or infinite */
export const scanAny = (reader: ByteReader, depth = 0): boolean => {
  switch (depth > DEEPEST ? TOO_DEEP : reader.byte()) {
    case NULL:
    case FALSE:
    case TRUE:
      return true;
    case UNDEFINED:
      return false;
    case INTEGER:
      reader.skipInt();
      return true;
    case FLOAT32:
      return isFiniteFloat(reader, 4);
    case FLOAT64:
      return isFiniteFloat(reader, 8);
    case BIGINT:
      reader.skip(8);
      return false;
    case STRING:
      reader.skipText();
      return true;
    case OBJECT: {
      let isJson = true;
      const count = reader.uint(reader.bytes.length);
      for (let index = 0; index < count && !reader.isBroken(); index++) {
        if (NAMES_OF_OBJECT.has(reader.text(LONGEST_KEY))) reader.break();
        isJson = scanAny(reader, depth + 1) && isJson;
      }
      return isJson;
    }
    case ARRAY: {
      let isJson = true;
      const count = reader.uint(reader.bytes.length);
      for (let index = 0; index < count && !reader.isBroken(); index++) isJson = scanAny(reader, depth + 1) && isJson;
      return isJson;
    }
    case BINARY:
      reader.skip(reader.uint(reader.bytes.length));
      return false;
    default:
      reader.break();
      return false;
  }
};
