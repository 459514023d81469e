/** Words that nobody else could ever write, and the many forms in which they could lie in somebody's bytes. */

import { randomUUID } from 'node:crypto';

/** Letters that JSON escapes, that UTF-8 and UTF-16 write differently, and that no random id can hold. */
export const canary = (name: string): string => `«${name}–${randomUUID()}»`;

const spellings = (text: string): Buffer[] => {
  const utf8 = Buffer.from(text);
  // Base64 of a part depends on where it begins; what is inside is the same in one of three.
  const base64 = [0, 1, 2].map((shift) =>
    Buffer.concat([Buffer.alloc(shift), utf8])
      .toString('base64')
      .slice(4, -4),
  );
  const escaped = JSON.stringify(text).replace(
    /[^ -~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return [
    utf8,
    // The core alone: framing may cut off or escape what is around it.
    Buffer.from(text.slice(-37, -1)),
    Buffer.from(text, 'utf16le'),
    Buffer.from(escaped),
    Buffer.from(encodeURIComponent(text)),
    Buffer.from(utf8.toString('hex')),
    ...base64.map((form) => Buffer.from(form)),
  ];
};

export const holds = (bytes: Uint8Array, text: string): boolean =>
  spellings(text).some((form) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(form));
