/** An update of Yjs taken apart: what of it the document does not have yet, pointing into its bytes. */

/** What an info byte says in its lowest five bits. */
export const Kind = {
  garbage: 0,
  deleted: 1,
  json: 2,
  binary: 3,
  string: 4,
  embed: 5,
  format: 6,
  type: 7,
  any: 8,
  document: 9,
  skip: 10,
} as const;

export interface Id {
  readonly client: number;
  readonly clock: number;
}

/** A struct, or the end of one, that the document does not have yet. */
export interface NewStruct {
  readonly kind: number;
  readonly client: number;
  readonly clock: number;
  /** In clock units. */
  readonly length: number;
  readonly origin: Id | undefined;
  readonly right: Id | undefined;
  /** Where neither origin nor right is given: name of a root, or the item that holds the type. */
  readonly parent: string | Id | undefined;
  readonly key: string | undefined;
  /** Content of kind `any` that JSON cannot say. */
  readonly isJson: boolean;
  /** Clock units at its start that the document has. */
  readonly known: number;
  /** Where it lies in the update. */
  readonly start: number;
  readonly content: number;
  readonly end: number;
}

export interface Section {
  readonly client: number;
  /** Clock up to which the document has the structs of this client. */
  readonly known: number;
  readonly structs: NewStruct[];
}

export interface ScannedUpdate {
  readonly bytes: Uint8Array;
  /** Those that hold anything new, each client once. */
  readonly sections: readonly Section[];
  /** Whether the structs are the update's own, all of them, unshortened. */
  readonly isWhole: boolean;
  /** A part is announced as missing. */
  readonly hasSkip: boolean;
  /** Where the delete set begins; it ends with the bytes. */
  readonly deleteSet: number;
  readonly deletedRanges: number;
}

export const CLIENT_LIMIT = 2 ** 32;
export const CLOCK_LIMIT = 2 ** 31;

/** Index of the first of `structs`, of one client and in order, that ends after `clock`. */
export const firstAfter = (structs: readonly NewStruct[], clock: number): number => {
  let low = 0;
  let high = structs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const struct = structs[middle];
    if (struct !== undefined && struct.clock + struct.length <= clock) low = middle + 1;
    else high = middle;
  }
  return low;
};
