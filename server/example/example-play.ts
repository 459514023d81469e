/**
 * One example, played by real clients through the real server:
 *
 *   frame, people come in → a visitor joins → round opens, everyone writes → the visitor is done too → reveal → talk → stay
 *
 * Everything waits on the facilitator's connection, so that the play ends when the facilitator leaves.
 */

import type { Clock } from '../runtime/clock.ts';
import type { Random } from '../runtime/random.ts';
import { EXAMPLE_TALK, type TalkAct } from '../../shared/scenario/example-talk.ts';
import type { ReadingScript } from '../../shared/scenario/reading-script.ts';
import type { ScriptedPerson, ScriptedRound, WorkshopScript } from '../../shared/scenario/workshop-script.ts';
import type { Membership } from '../play/board-http.ts';
import { askQuestions, castOf, comeIn, roomOf, writeTogether, type Cast, type ReaderAtWork } from '../play/cast.ts';
import { Client } from '../play/client.ts';
import { Problem } from '../play/problem.ts';
import { Audience } from './audience.ts';
import type { ExamplePace } from './example-pace.ts';

export interface ExampleStage {
  readonly script: WorkshopScript;
  /** Of the facilitator, who founded the board. */
  readonly membership: Membership;
  readonly pace: ExamplePace;
  readonly clock: Clock;
  readonly random: Random;
}

/** The first is done after this share of the writing time, the last after all of it. */
const FIRST_DONE_SHARE = 0.6;

const durationMs = ({ acts }: ReadingScript): number => acts.reduce((sum, { pauseMs }) => sum + pauseMs, 0);

export class ExamplePlay {
  readonly #stage: ExampleStage;
  readonly #round: ScriptedRound;
  readonly #facilitator: Client;
  readonly #clients: Client[] = [];
  readonly #ending: Promise<never>;
  #endNow: (why: Problem) => void = () => undefined;
  #isOver = false;

  constructor(stage: ExampleStage) {
    const [round] = stage.script.rounds;
    if (round === undefined) throw new Problem('The example has no round.');
    this.#stage = stage;
    this.#round = round;
    this.#ending = new Promise((_resolve, reject) => (this.#endNow = reject));
    const { reader } = stage.script.facilitator;
    this.#facilitator = this.#enter(new Client(stage.membership, { ...stage, speed: this.#speedOf(reader, 0) }));
  }

  /** Resolves when there is nothing more to see. @throws Problem when something was refused, or the people had to leave */
  run(): Promise<void> {
    return Promise.race([this.#play(), this.#ending]);
  }

  /** Everybody leaves, wherever the play is. */
  leave(): void {
    this.#isOver = true;
    for (const client of this.#clients) client.leave();
    this.#endNow(new Problem('The people of the example have left.'));
  }

  async #play(): Promise<void> {
    const { pace, clock, script } = this.#stage;
    const startedMs = clock.monotonicMs();
    // Whoever visits takes part in it, and leaves the questions as the others know them.
    await this.#facilitator.command('board.configure', { rules: { framing: 'facilitator' } });
    await askQuestions(this.#facilitator, script);
    const cast = castOf(script, this.#facilitator, await this.#gather());
    const audience = new Audience(this.#facilitator, new Set(roomOf(script.dimensions, cast).people.values()));
    if (!(await audience.comes(pace.visitorWithinMs))) return;
    await this.#pause(pace.openAfterMs);
    await this.#playRound(cast, audience);
    await this.#talk(cast);
    const leftMs = pace.lastsMs - (clock.monotonicMs() - startedMs);
    await audience.hasGone(pace.unwatchedMs, leftMs, clock.monotonicMs);
  }

  async #playRound(cast: Cast, audience: Audience): Promise<void> {
    const { pace, script } = this.#stage;
    await this.#facilitator.move('round.open');
    await writeTogether(cast, this.#round, roomOf(script.dimensions, cast), () => undefined);
    await audience.isDone(pace.visitorWritesMs);
    await this.#pause(pace.revealAfterMs);
    await this.#facilitator.move('round.reveal');
  }

  async #gather(): Promise<ReaderAtWork[]> {
    const { script, membership, pace } = this.#stage;
    const joined: ReaderAtWork[] = [];
    for (const [index, person] of script.joiners.entries()) {
      await this.#pause(pace.arrivalMs);
      const reader = await comeIn(person, membership, { ...this.#stage, speed: this.#speedOf(person, index + 1) });
      this.#enter(reader.client);
      joined.push(reader);
    }
    return joined;
  }

  async #talk({ readers }: Cast): Promise<void> {
    for (const { pauseMs, who, deed } of EXAMPLE_TALK) {
      await this.#pause(pauseMs / this.#stage.pace.talkSpeed);
      const speaker = readers.find(({ person }) => person.caseId === who);
      if (speaker !== undefined) await this.#act(speaker.client, deed);
    }
  }

  async #act(client: Client, deed: TalkAct['deed']): Promise<void> {
    switch (deed.kind) {
      case 'reply':
        return client.command('reply.add', { dimensionId: this.#idOf(deed.question), text: deed.text });
      case 'mark':
        return client.command('dimension.mark', {
          dimensionId: this.#idOf(deed.question),
          mark: deed.mark,
          on: true,
        });
      case 'claim':
        return client.command('reading.claim');
      case 'spotlight':
        client.spotlight(this.#idOf(deed.question));
    }
  }

  /** @throws Problem */
  #idOf(question: string): string {
    const mapped = this.#stage.script.dimensions.find(({ caseId }) => caseId === question);
    if (mapped === undefined) throw new Problem(`The example does not ask ${question}.`);
    return mapped.dimension.id;
  }

  /** So that the people are done one after another, however long their readings are. */
  #speedOf(person: ScriptedPerson | undefined, place: number): number {
    const reading = person === undefined ? undefined : this.#round.readings.get(person.caseId);
    if (reading === undefined) return 1;
    const share = FIRST_DONE_SHARE + ((1 - FIRST_DONE_SHARE) * place) / this.#stage.script.joiners.length;
    return durationMs(reading) / (this.#stage.pace.writingMs * share);
  }

  #enter(client: Client): Client {
    this.#clients.push(client);
    if (this.#isOver) client.leave();
    return client;
  }

  async #pause(ms: number): Promise<void> {
    await this.#facilitator.within(ms, () => false);
  }
}
