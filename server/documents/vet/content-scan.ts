/** Passes over the content of a struct, whatever its kind: what a document has already may be of any. */

import { scanAny } from './any-scan.ts';
import type { ByteReader } from './byte-reader.ts';
import { CLOCK_LIMIT, Kind } from './scanned-update.ts';

/** Filled in anew for each struct, so that scanning makes no object for what is then dropped. */
export interface ScannedContent {
  /** In clock units. */
  length: number;
  /** False for values that JSON cannot say. */
  isJson: boolean;
}

const TYPES = 7;
const XML_ELEMENT = 3;
const XML_HOOK = 5;

/** Passes over content of `kind` and says in `content` what it found. */
export const scanContent = (reader: ByteReader, kind: number, content: ScannedContent): void => {
  content.length = 1;
  content.isJson = true;
  switch (kind) {
    case Kind.deleted:
      content.length = reader.uint(CLOCK_LIMIT);
      break;
    case Kind.json:
      content.length = reader.uint(reader.bytes.length);
      for (let index = 0; index < content.length && !reader.isBroken(); index++) reader.skipText();
      break;
    case Kind.binary:
      reader.skip(reader.uint(reader.bytes.length));
      break;
    case Kind.string:
      content.length = reader.skipText();
      break;
    case Kind.embed:
      reader.skipText();
      break;
    case Kind.format:
      reader.skipText();
      reader.skipText();
      break;
    case Kind.type: {
      const type = reader.uint(TYPES);
      if (type === XML_ELEMENT || type === XML_HOOK) reader.skipText();
      break;
    }
    case Kind.any:
      content.length = reader.uint(reader.bytes.length);
      for (let index = 0; index < content.length && !reader.isBroken(); index++) {
        content.isJson = scanAny(reader) && content.isJson;
      }
      break;
    case Kind.document:
      reader.skipText();
      scanAny(reader);
      break;
    default:
      reader.break();
  }
};
