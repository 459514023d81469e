/** One person at one screen: a membership, a control socket, and the documents open at the moment. */

import { freshId, type Random } from '../runtime/random.ts';
import type { Clock } from '../runtime/clock.ts';
import type { MappedDimension } from '../../shared/scenario/case-dimensions.ts';
import type { ReadingScript } from '../../shared/scenario/reading-script.ts';
import { lookAtBoard, type Membership, type SeenView } from './board-http.ts';
import { ControlLink, type Learnt } from './control-link.ts';
import { DocumentLink } from './document-link.ts';
import { parseWall, type Wall } from './outcome.ts';
import { Pace } from './pace.ts';
import { Problem } from './problem.ts';
import { carryOut } from './reading-hand.ts';

export interface ClientMeans {
  readonly random: Random;
  readonly clock: Clock;
  /** How many times as fast as a human. */
  readonly speed: number;
}

export interface Room {
  readonly dimensions: readonly MappedDimension[];
  /** Case participant → participant of the board. */
  readonly people: ReadonlyMap<string, string>;
}

export class Client {
  readonly membership: Membership;
  readonly #means: ClientMeans;
  readonly #control: ControlLink;
  #document: DocumentLink | undefined;
  #hasLeft = false;

  constructor(membership: Membership, means: ClientMeans) {
    this.membership = membership;
    this.#means = means;
    this.#control = new ControlLink(membership);
  }

  /** @throws Problem when it is refused */
  async command(type: string, fields: Record<string, unknown> = {}): Promise<void> {
    await this.#control.send({ commandId: freshId(this.#means.random), type, ...fields });
  }

  look(): Promise<SeenView> {
    return lookAtBoard(this.membership);
  }

  /** A command that moves the board on from where this person sees it. */
  async move(type: string): Promise<void> {
    const { board } = await this.look();
    await this.command(type, { seen: board.seen });
  }

  /**
   * Waits until what this person has learnt is of this kind: true as soon as it is, false when time is over.
   * @throws Problem when the connection ends for good
   */
  within(patienceMs: number, isIt: (learnt: Learnt) => boolean): Promise<boolean> {
    return this.#control.within(patienceMs, isIt);
  }

  /** Takes everyone to one question; heard only from a facilitator. */
  spotlight(dimensionId: string): void {
    this.#control.signal({ type: 'spotlight', dimensionId });
  }

  /** Writes a reading from the first keystroke to "I am done"; all of it is saved by then. */
  async read(round: number, script: ReadingScript, { dimensions, people }: Room): Promise<void> {
    await this.#control.sees(
      `round ${round} to open`,
      (event) => event.type === 'round.opened' && event.round === round,
    );
    const link = this.#open(`reading-${round}`);
    await link.holds('the first state', () => true);
    const pace = new Pace(this.#means.clock, this.#means.speed);
    for (const { pauseMs, deed } of script.acts) {
      await pace.rest(pauseMs);
      if (this.#hasLeft) throw new Problem('Left in the middle of writing.');
      link.doc.transact(() => carryOut({ doc: link.doc, dimensions, people }, deed));
    }
    await link.saved();
    await this.command('reading.finish', { done: true });
    this.#closeDocument();
  }

  /** What hangs on the wall once this round is revealed, as this person gets it. */
  async seeWall(round: number): Promise<Wall> {
    await this.#control.sees(
      `round ${round} to be revealed`,
      (event) => event.type === 'round.revealed' && event.round === round,
    );
    const { rounds } = await this.look();
    const expected = rounds.find(({ number }) => number === round)?.digests.length ?? 0;
    const link = this.#open('wall');
    const plain = () => link.doc.getMap('rounds').toJSON() as Record<string, object>;
    await link.holds(`${expected} readings`, () => Object.keys(plain()[String(round)] ?? {}).length >= expected);
    const wall = parseWall(plain());
    this.#closeDocument();
    return wall;
  }

  /** Whatever this person still waits for or writes ends with a Problem. */
  leave(): void {
    this.#hasLeft = true;
    this.#closeDocument();
    this.#control.close();
  }

  #open(name: string): DocumentLink {
    this.#closeDocument();
    this.#document = new DocumentLink(this.membership, name);
    return this.#document;
  }

  #closeDocument(): void {
    this.#document?.close();
    this.#document = undefined;
  }
}
