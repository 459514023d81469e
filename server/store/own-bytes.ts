/** Bytes of one's own. `slice` is no way to get them: that of a Buffer shares what it was cut from. */
export const ownBytes = (bytes: Uint8Array): Uint8Array => new Uint8Array(bytes);
