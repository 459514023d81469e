/**
 * The contract of the board store, run by every adapter. An adapter's test file calls `boardStoreContract` with a
 * maker of harnesses; each test gets a fresh one, so nothing here depends on what another test wrote.
 */

import { afterEach, beforeEach, describe } from 'vitest';
import type { BoardStore } from '../../server/store/board-store.ts';
import { appendContract } from './board-store/appending.ts';
import { compactContract } from './board-store/compacting.ts';
import { eraseContract } from './board-store/erasing.ts';
import type { StoreOpener } from './board-store/following.ts';
import { guardContract } from './board-store/guarding.ts';
import { namesContract } from './board-store/names.ts';
import { nodesContract } from './board-store/nodes.ts';
import { tailContract } from './board-store/tailing.ts';

export interface StoreHarness {
  /** Opens the store on this harness's data: empty at first, afterwards what the store closed last left behind. */
  open(): Promise<BoardStore>;
  /** Opens one more store on the same data while the first is open, as another process or node would. */
  openAnother?(): Promise<BoardStore>;
  /** Closes every store that is still open and removes the data. */
  dispose(): Promise<void>;
}

export interface ContractOptions {
  /** The adapter lets several nodes work on the same data; its harness has `openAnother`. */
  readonly canShareData?: boolean;
}

export function boardStoreContract(
  name: string,
  makeHarness: () => Promise<StoreHarness>,
  options: ContractOptions = {},
): void {
  describe(`the ${name} store`, () => {
    let harness: StoreHarness;
    beforeEach(async () => {
      harness = await makeHarness();
    });
    afterEach(() => harness.dispose());

    const opener: StoreOpener = {
      open: () => harness.open(),
      openAnother: () => {
        if (!harness.openAnother) throw new Error('A harness whose data can be shared has openAnother');
        return harness.openAnother();
      },
    };
    appendContract(opener);
    guardContract(opener);
    namesContract(opener);
    compactContract(opener);
    tailContract(opener);
    eraseContract(opener);
    if (options.canShareData) nodesContract(opener);
  });
}
