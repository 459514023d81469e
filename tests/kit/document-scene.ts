/** A board's documents, its nodes and its visitors, under one clock that is moved by hand. */

import type * as Y from 'yjs';
import { createMemoryMedium, type MemoryStoreOptions } from '../../server/store/memory-store.ts';
import type { ParticipantId } from '../../shared/board/ids.ts';
import { BOARD, DocumentNode, type NodeOptions } from './document-node.ts';
import { DocumentVisitor, type VisitorOptions } from './document-visitor.ts';
import { ManualClock } from './manual-clock.ts';
import { ANA } from './vetted-documents.ts';

export class DocumentScene {
  readonly clock = new ManualClock();
  readonly medium = createMemoryMedium();

  node(options: Partial<NodeOptions> = {}): Promise<DocumentNode> {
    return new DocumentNode({ medium: this.medium, clock: this.clock, ...options }).start();
  }

  pass(ms: number): Promise<void> {
    return this.clock.pass(ms);
  }

  /** Somebody at a document, with what there is. */
  async visit(
    node: DocumentNode,
    who: ParticipantId = ANA,
    options: VisitorOptions = {},
    name = BOARD,
  ): Promise<DocumentVisitor> {
    const visitor = new DocumentVisitor(who, options).connect(node, name);
    await this.pass(100);
    return visitor;
  }

  /** The wording as a node has it. */
  async wordingAt(node: DocumentNode): Promise<string> {
    const state = node.documents.get(BOARD).committed();
    await this.pass(50);
    return wordingOf(await state);
  }
}

export const wordingOf = ({ doc }: { readonly doc: Y.Doc }): string => doc.getText('wording').toJSON();

export const type = ({ doc }: DocumentVisitor, text: string, at = 0): void => doc.getText('wording').insert(at, text);

/** A store whose steps wait until they are let go, and whose appends fail as they are told to. */
export class ControlledStore {
  #held: (() => void)[] | undefined;
  #failing: 'before' | 'after' | undefined;

  readonly options: MemoryStoreOptions = {
    schedule: (step) => {
      if (this.#held === undefined) queueMicrotask(step);
      else this.#held.push(step);
    },
    fault: (operation) => (operation === 'append' ? this.#failing : undefined),
  };

  hold(): void {
    this.#held = [];
  }

  release(): void {
    const steps = this.#held ?? [];
    this.#held = undefined;
    for (const step of steps) queueMicrotask(step);
  }

  fail(how: 'before' | 'after' | undefined): void {
    this.#failing = how;
  }
}
