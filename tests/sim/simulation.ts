/**
 * Workshops on two nodes that share one store, with everything going wrong that can: one seed is one course of events, and
 * replays exactly. Throws at the first rule that does not hold.
 */

import type { Random } from '../../server/runtime/random.ts';
import { createMemoryMedium } from '../../server/store/memory-store.ts';
import { seeded } from '../kit/seeded.ts';
import type { Violations } from './archive.ts';
import { Canaries } from './canaries.ts';
import { pick } from './hands.ts';
import { checkAtRest } from './rest.ts';
import { SimNode } from './sim-node.ts';
import { Steps } from './steps.ts';
import { Workshop } from './workshop.ts';

export interface SimulationReport {
  readonly steps: number;
  readonly entries: number;
  readonly rounds: number;
  readonly acknowledged: number;
  readonly answers: number;
  readonly acts: ReadonlyMap<string, number>;
  readonly trace: number;
}

export interface SimulationOptions {
  readonly acts?: number;
  /** Told of everything that happens, for looking into a seed. */
  readonly tell?: (line: string) => void;
}

const QUIET_MS = 30_000;

/** What may go wrong in a course of events. */
const TROUBLES = ['none', 'kills', 'outages', 'lag', 'power', 'everything'] as const;
type Trouble = (typeof TROUBLES)[number];

export class Simulation {
  readonly #seed: number;
  readonly #die;
  readonly #steps: Steps;
  readonly #medium = createMemoryMedium();
  readonly #canaries = new Canaries();
  readonly #found: string[] = [];
  readonly #acts = new Map<string, number>();
  readonly #tell: (line: string) => void;
  readonly #trouble: Trouble;
  #nodes: SimNode[] = [];
  #workshops: Workshop[] = [];

  constructor(seed: number, { tell = () => undefined }: SimulationOptions = {}) {
    this.#seed = seed;
    this.#tell = tell;
    this.#die = seeded(seed * 2654435761);
    this.#steps = new Steps(this.#die, (fault) => this.#violations.add('A1', `a step threw ${describe(fault)}`));
    this.#trouble = TROUBLES[seed % TROUBLES.length] ?? 'none';
  }

  readonly #violations: Violations = {
    add: (rule, what) => {
      this.#tell(`${rule} ${what}`);
      this.#found.push(`${rule} ${what}`);
    },
  };

  async run(acts = 250): Promise<SimulationReport> {
    // Durability is a promise of the node that wrote: what another one, or a document loaded anew, may say of it is open.
    this.#nodes = this.#trouble === 'power' ? [this.#node()] : [this.#node(), this.#node()];
    const boards = this.#seed % 7 === 0 ? 2 : 1;
    for (let board = 0; board < boards; board++) {
      this.#workshops.push(await Workshop.found(this.#workshopDependencies(), `Founder ${board}`));
    }
    for (const workshop of this.#workshops) for (let guest = 0; guest < 4; guest++) workshop.join();
    await this.#steps.settle(2000);
    this.#complain();
    for (let done = 1; done <= acts; done++) {
      await this.#moment();
      if (done % Math.ceil(acts / 3) === 0) await this.#rest();
    }
    await this.#rest();
    return this.#report();
  }

  async #moment(): Promise<void> {
    const workshop = pick(this.#die, this.#workshops);
    await this.#steps.run(() => workshop?.act());
    if (this.#trouble !== 'none' && this.#die() < 0.05) await this.#steps.run(() => this.#cause());
    const calm = this.#die();
    // Sometimes everything arrives before the next thing is done, sometimes next to nothing does.
    const most = calm < 0.3 ? 400 : calm < 0.7 ? 30 : 5;
    for (let step = 0; step < most; step++) {
      if (!(await this.#steps.next())) break;
      if (this.#die() < 0.2) await this.#steps.pass(this.#die() * 10);
      this.#complain();
    }
    await this.#steps.pass(this.#die() < 0.03 ? this.#die() * 10_000 : this.#die() * 200);
    this.#complain();
  }

  #cause(): void {
    const any = (trouble: Trouble): boolean => this.#trouble === trouble || this.#trouble === 'everything';
    const node = pick(this.#die, this.#nodes);
    const kind = this.#die();
    if (node === undefined) return;
    if (kind < 0.2 && any('kills')) return this.#replace(node);
    if (kind < 0.3 && any('kills')) return this.#drain(node);
    if (kind < 0.5 && any('outages')) {
      const outage = pick(this.#die, [0, 0, 0.2, 1]) ?? 0;
      this.#tell(`the store fails ${outage} of the time`);
      node.outage = outage;
    } else if (kind < 0.7 && any('lag')) {
      const isLagging = this.#die() < 0.5;
      this.#tell(isLagging ? 'a node lags' : 'a node lags no more');
      node.lag(isLagging);
      if (!isLagging || this.#die() < 0.5) node.store.tellFreshness(!isLagging);
    } else if (kind < 0.85 && this.#trouble === 'power') {
      this.#tell('nothing becomes durable');
      this.#medium.holdDurability();
    } else if (kind < 0.9 && this.#trouble === 'power') {
      this.#medium.releaseDurability();
    } else if (kind < 0.95 && this.#trouble === 'power') this.#cutPower();
  }

  #replace(node: SimNode): void {
    this.#tell('a node dies');
    node.kill();
    for (const workshop of this.#workshops) for (const device of workshop.devices) device.lose(node);
    this.#nodes = this.#nodes.map((one) => (one === node ? this.#node() : one));
    // What the dead node was told is committed, and durable unless that is held back.
    for (const workshop of this.#workshops) workshop.ledger.check();
  }

  #drain(node: SimNode): void {
    this.#tell('a node goes down in order');
    this.#nodes = this.#nodes.map((one) => (one === node ? this.#node() : one));
    node.outage = 0;
    node.lag(false);
    node.rooms.close().then(
      () => {
        node.kill();
        for (const workshop of this.#workshops) for (const device of workshop.devices) device.lose(node);
      },
      (fault: unknown) => this.#violations.add('A4', `a node cannot go down: ${describe(fault)}`),
    );
  }

  #cutPower(): void {
    this.#tell('the power is cut');
    for (const node of this.#nodes) {
      node.kill();
      for (const workshop of this.#workshops) for (const device of workshop.devices) device.lose(node);
    }
    this.#medium.cutPower();
    this.#nodes = this.#nodes.map(() => this.#node());
    for (const workshop of this.#workshops) {
      workshop.archive.rewind();
      workshop.ledger.check();
      for (const device of workshop.devices) device.reload();
    }
  }

  /** Trouble ends, everybody comes, everything arrives. */
  async #rest(): Promise<void> {
    this.#tell('rest');
    this.#medium.releaseDurability();
    for (const node of this.#nodes) {
      node.outage = 0;
      node.lag(false);
      node.store.tellFreshness(true);
    }
    await this.#steps.settle(QUIET_MS);
    for (const workshop of this.#workshops) workshop.gather();
    await this.#steps.settle(QUIET_MS);
    // A command that was repeated just now may have moved the board once more.
    for (const workshop of this.#workshops) workshop.gather();
    await this.#steps.settle(QUIET_MS);
    this.#complain();
    for (const workshop of this.#workshops) {
      const opening = Promise.all(this.#nodes.map((node) => node.room(workshop.archive.board)));
      await this.#steps.settle(0);
      checkAtRest({
        workshop,
        medium: this.#medium,
        canaries: this.#canaries,
        violations: this.#violations,
        rooms: await opening,
      });
    }
    this.#complain();
  }

  #complain(): void {
    const [first] = this.#found;
    if (first === undefined) return;
    throw new Error(
      `Seed ${this.#seed} (${this.#trouble}), step ${this.#steps.count}: ${[...new Set(this.#found)].slice(0, 5).join('; ')}`,
    );
  }

  #node(): SimNode {
    const random: Random = {
      bytes: (count) => Uint8Array.from({ length: count }, () => this.#die() * 256),
      fraction: this.#die,
    };
    return new SimNode({
      steps: this.#steps,
      medium: this.#medium,
      random,
      // Small, so that compaction and slow readers are met.
      limits: { logEntries: 40, unsentBytes: 20_000, unloadMs: this.#trouble === 'power' ? 86_400_000 : 2000 },
      onLog: (level, event, fields) => this.#hearLog(level, event, JSON.stringify(fields ?? {})),
    });
  }

  #hearLog(level: string, event: string, fields: string): void {
    this.#tell(`log ${level} ${event} ${fields}`);
    if (this.#canaries.in(fields).length > 0) this.#violations.add('S1', `a log line ${event} quotes somebody`);
    const isExpected = fields.includes('StoreUnavailable');
    if (level === 'error' && !isExpected) this.#violations.add('A1', `${event} ${fields}`);
    if (event.startsWith('document.') && level === 'warn' && !isExpected)
      this.#violations.add('A1', `${event} ${fields}`);
  }

  #workshopDependencies() {
    return {
      steps: this.#steps,
      medium: this.#medium,
      canaries: this.#canaries,
      violations: this.#violations,
      anyNode: () => pick(this.#die, this.#nodes) ?? this.#node(),
      onFault: (what: string, fault: unknown) => this.#violations.add('A1', `${what} failed: ${describe(fault)}`),
      note: (act: string) => {
        this.#tell(`${this.#steps.count} ${act}`);
        this.#acts.set(act, (this.#acts.get(act) ?? 0) + 1);
      },
    };
  }

  #report(): SimulationReport {
    const sum = (count: (workshop: Workshop) => number): number =>
      this.#workshops.reduce((total, workshop) => total + count(workshop), 0);
    return {
      steps: this.#steps.count,
      entries: sum(({ archive }) => archive.log.length),
      rounds: sum(({ archive }) => archive.state.rounds.length),
      acknowledged: sum(({ ledger }) => ledger.acknowledged),
      answers: sum(({ ledger }) => ledger.answers),
      acts: this.#acts,
      trace: Math.floor(this.#die() * 0x7fffffff),
    };
  }
}

const describe = (fault: unknown): string =>
  fault instanceof Error ? `${fault.stack ?? fault.message}` : typeof fault;

export const simulate = (seed: number, options: SimulationOptions = {}): Promise<SimulationReport> =>
  new Simulation(seed, options).run(options.acts);
