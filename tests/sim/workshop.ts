/** One board of the simulation: who is on it, on which devices, and what is known of it beyond doubt. */

import { addKey, joinBoard, replaceKey } from '../../server/room/joining.ts';
import { foundBoard } from '../../server/room/founding.ts';
import { StoreUnavailable } from '../../server/store/board-store.ts';
import type { MemoryMedium } from '../../server/store/memory-medium.ts';
import { parseCreateRequest, parseJoinRequest } from '../../shared/board/commands.ts';
import type { BoardId, ParticipantId } from '../../shared/board/ids.ts';
import { SAMPLE_DIMENSIONS } from '../kit/board-dimensions.ts';
import { act } from './acts.ts';
import { Archive, type Violations } from './archive.ts';
import type { Canaries } from './canaries.ts';
import type { Place } from './place.ts';
import { Device, type Identity } from './device.ts';
import { pick, type Hand } from './hands.ts';
import { InboxGuard } from './inbox.ts';
import { Ledger } from './ledger.ts';
import type { SimNode } from './sim-node.ts';
import { Wire } from './wire.ts';
import type { Steps } from './steps.ts';

export interface WorkshopDependencies {
  readonly steps: Steps;
  readonly medium: MemoryMedium;
  readonly canaries: Canaries;
  readonly violations: Violations;
  readonly anyNode: () => SimNode;
  readonly onFault: Place['onFault'];
  readonly note: (act: string) => void;
}

const MOST_PEOPLE = 9;

export class Workshop {
  readonly #dependencies: WorkshopDependencies;
  readonly archive: Archive;
  readonly ledger: Ledger;
  readonly place: Place;
  readonly devices: Device[] = [];
  readonly #people: Identity[] = [];
  /** Join requests: who asked, and whom each made. */
  readonly #joined = new Map<string, ParticipantId>();
  #joining: string[] = [];
  #count = 0;

  private constructor(board: BoardId, dependencies: WorkshopDependencies) {
    this.#dependencies = dependencies;
    const { steps, medium, canaries, violations, onFault } = dependencies;
    this.archive = new Archive(board, medium, canaries, violations);
    this.ledger = new Ledger(medium, this.archive, violations);
    this.place = { steps, board, onFault, guard: new InboxGuard(this.archive, canaries, violations) };
  }

  /** Founds a board, with its first questions, before anything may go wrong. */
  static async found(dependencies: WorkshopDependencies, name: string): Promise<Workshop> {
    const { steps, anyNode } = dependencies;
    const request = parseCreateRequest({
      commandId: `found-${name.replaceAll(' ', '-')}-0123456789abcdef`,
      name,
      wording: 'We agreed.',
    });
    if (request === undefined) throw new Error('A board cannot be founded so');
    const founding = foundBoard(anyNode().rooms, request);
    await steps.settle(0);
    const founded = await founding;
    if (!('boardId' in founded)) throw new Error('A board cannot be founded');
    const workshop = new Workshop(founded.boardId, dependencies);
    workshop.#meet({ id: founded.participantId, key: founded.key });
    await steps.settle(0);
    for (const dimension of SAMPLE_DIMENSIONS.slice(0, 3)) {
      workshop.devices[0]?.command({ type: 'dimension.add', dimension, commandId: workshop.freshCommandId() });
    }
    await steps.settle(10);
    return workshop;
  }

  note(name: string): void {
    this.#dependencies.note(name);
  }

  freshCommandId(): string {
    return `command-${this.#count++}-abcdefghijklmnop`;
  }

  /** One moment of one device. */
  act(): void {
    const { steps, canaries } = this.#dependencies;
    const device = pick(steps.die, this.devices);
    if (device === undefined) return;
    if (!device.isOnline && steps.die() < 0.1) return device.goOnline();
    if (steps.die() < 0.1) device.pause(false);
    if (steps.die() < 0.1) device.retry();
    const hand: Hand = { die: steps.die, canaries, who: device.who.id };
    act(device, this, hand);
  }

  join(): void {
    const { die } = this.#dependencies.steps;
    if (this.#people.length < MOST_PEOPLE && this.#joining.length < 3) this.#joining.push(this.freshCommandId());
    const commandId = pick(die, this.#joining);
    if (commandId !== undefined) this.#askToJoin(commandId);
  }

  secondDevice({ who }: Device): void {
    if (this.devices.filter((device) => device.who.id === who.id).length >= 3) return;
    const { anyNode, steps } = this.#dependencies;
    if (steps.die() < 0.5) return this.#meet(who);
    void this.ledger
      .ask(this.place, anyNode(), who.key, (room, person) => addKey(room, person))
      .then((made) => {
        if (made !== undefined && 'key' in made) this.#meet({ id: who.id, key: made.key });
      });
  }

  replaceKey({ who }: Device, other: ParticipantId): void {
    const { anyNode } = this.#dependencies;
    void this.ledger
      .ask(this.place, anyNode(), who.key, (room, person) => replaceKey(room, person, other))
      .then((made) => {
        if (made === undefined || !('key' in made)) return;
        for (const device of this.devices) if (device.who.id === other) device.who.key = made.key;
      });
  }

  /** Everybody comes, with everything they would have open. */
  gather(): void {
    for (const device of this.devices) {
      device.pause(false);
      device.goOnline();
      device.retry();
      for (const name of ['board', 'wall', `reading-${Math.max(1, this.archive.round)}`]) device.open(name, true);
    }
  }

  #meet(who: Identity): void {
    const { violations, anyNode, steps } = this.#dependencies;
    const device = new Device({
      place: this.place,
      who,
      anyNode,
      ledger: this.ledger,
      violations,
      freshClientId: () => 1 + Math.floor(steps.die() * 0xfffffffe),
    });
    if (!this.#people.some(({ id }) => id === who.id)) this.#people.push(who);
    this.devices.push(device);
    device.goOnline();
    device.open('board', true);
  }

  #askToJoin(commandId: string): void {
    const { steps, anyNode, violations } = this.#dependencies;
    const node = anyNode();
    const wire = new Wire(steps, node);
    const request = parseJoinRequest({ commandId, name: `Guest ${commandId}`, absent: this.#count % 4 === 0 });
    if (request === undefined) return;
    const isLost = steps.die() < 0.2;
    wire.up(() => {
      node
        .room(this.place.board)
        .then((room) => (room === undefined ? undefined : joinBoard(room, request)))
        .then(
          (joined) =>
            wire.down(() => {
              if (isLost || joined === undefined || !('participantId' in joined)) return;
              const before = this.#joined.get(commandId);
              if (before !== undefined && before !== joined.participantId) {
                violations.add('D4', 'a repeated join made a second person');
              }
              this.#joined.set(commandId, joined.participantId);
              this.#joining = this.#joining.filter((one) => one !== commandId);
              this.#meet({ id: joined.participantId, key: joined.key });
            }),
          (fault: unknown) => {
            if (!(fault instanceof StoreUnavailable)) this.place.onFault('a join', fault);
          },
        );
    });
  }
}
