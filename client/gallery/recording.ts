/**
 * A scripted workshop, played by the rules alone up to wherever a scene needs it. Chapters are played in the order of the
 * way through a board; the same chapters make the same recording.
 */

import type { CommandType } from '../../shared/board/commands.ts';
import type { DimensionId, ParticipantId } from '../../shared/board/ids.ts';
import type { Rules } from '../../shared/board/rules.ts';
import { lastRound } from '../../shared/board/state.ts';
import { mapDimensions, toBoardValue, type MappedDimension } from '../../shared/scenario/case-dimensions.ts';
import type { TalkAct } from '../../shared/scenario/example-talk.ts';
import { answerIn, caseRounds, type CaseRound, type WorkshopCase } from '../../shared/scenario/workshop-case.ts';
import type { DraftAnswer, DraftNod } from './papers.ts';
import type { Moment } from './moment.ts';
import { Recorder } from './recorder.ts';

export interface PlayOptions {
  /** What is not said here is as on a new board. */
  readonly rules?: Partial<Rules>;
  /** Participants of the case, who come only when they are told to. */
  readonly absent?: readonly string[];
}

const questionsOf = (workshop: WorkshopCase): readonly MappedDimension[] => {
  const result = mapDimensions(workshop.dimensions);
  if ('problem' in result) throw new Error(result.problem);
  return result.mapped;
};

export class PlayedWorkshop {
  readonly recorder: Recorder;
  readonly #workshop: WorkshopCase;
  readonly #questions: readonly MappedDimension[];
  readonly #options: PlayOptions;
  /** Participant of the case → of the board. */
  readonly #people = new Map<string, ParticipantId>();

  constructor(workshop: WorkshopCase, options: PlayOptions = {}) {
    this.#workshop = workshop;
    this.#questions = questionsOf(workshop);
    this.#options = options;
    this.recorder = new Recorder(workshop.id);
  }

  get now(): Moment {
    return this.recorder.now;
  }

  get moments(): readonly Moment[] {
    return this.recorder.moments;
  }

  /** @throws for somebody who is not on the board */
  person(caseId: string): ParticipantId {
    const id = this.#people.get(caseId);
    if (id === undefined) throw new Error(`${caseId} has not come`);
    return id;
  }

  question(caseId: string): DimensionId {
    const found = this.#questions.find((mapped) => mapped.caseId === caseId);
    if (found === undefined) throw new Error(`Nobody asks ${caseId}`);
    return found.dimension.id;
  }

  get facilitator(): ParticipantId {
    return this.person(this.#workshop.participants[0]?.id ?? '');
  }

  ask(who: string, type: CommandType, fields: Readonly<Record<string, unknown>> = {}): this {
    this.recorder.ask(this.person(who), type, fields);
    return this;
  }

  /** The first participant creates the board; nobody else is there yet, and nothing is asked. */
  create(): this {
    const { participants, agreement, title } = this.#workshop;
    const [first] = participants;
    if (first === undefined) throw new Error('A workshop has participants');
    const { id, name, group } = first;
    const fields = { name, wording: agreement, title, timeZone: 'Europe/Berlin' };
    this.#people.set(id, this.recorder.create({ ...fields, ...(group === undefined ? {} : { function: group }) }));
    const { rules } = this.#options;
    return rules === undefined ? this : this.ask(id, 'board.configure', { rules });
  }

  join(caseId: string, fields: Readonly<Record<string, unknown>> = {}): this {
    const found = this.#workshop.participants.find(({ id }) => id === caseId);
    if (found === undefined) throw new Error(`${caseId} is not in the case`);
    const { name, group } = found;
    const role = group === undefined ? {} : { function: group };
    this.#people.set(caseId, this.recorder.join({ name, ...role, ...fields }));
    return this;
  }

  /** Created, everybody there, every question asked. */
  gather(): this {
    this.create();
    const absent = new Set(this.#options.absent);
    for (const { id } of this.#workshop.participants) if (!this.#people.has(id) && !absent.has(id)) this.join(id);
    const [first] = this.#people.keys();
    this.#questions.forEach(({ dimension }, at) => this.ask(first ?? '', 'dimension.add', { dimension, at }));
    return this;
  }

  open(): this {
    this.recorder.ask(this.facilitator, 'round.open');
    return this;
  }

  /**
   * Somebody writes: everything the case has for the round that is open, or only the first so many questions.
   * @param count of questions, nod and sure aside
   */
  write(caseId: string, count = Infinity): this {
    const round = this.#roundNow();
    const person = this.person(caseId);
    this.recorder.write(person, [], this.#nodIn(round, caseId));
    this.#questions
      .slice(0, count)
      .forEach((asked) => this.recorder.write(person, [this.#answerIn(round, asked, caseId)]));
    return this;
  }

  finish(caseId: string): this {
    return this.ask(caseId, 'reading.finish', { done: true });
  }

  /** Everybody who has come writes, in one step each, and is done. */
  writeAll(): this {
    const round = this.#roundNow();
    for (const [caseId, person] of this.#people) {
      if (this.recorder.state.participants.get(person)?.reads !== true) continue;
      const answers = this.#questions.map((asked) => this.#answerIn(round, asked, caseId));
      this.recorder.write(person, answers, this.#nodIn(round, caseId));
      this.finish(caseId);
    }
    return this;
  }

  reveal(): this {
    this.recorder.ask(this.facilitator, 'round.reveal');
    return this;
  }

  /** Marks, claims and replies; the spotlight is of the moment and not in the log. */
  talk(acts: readonly TalkAct[]): this {
    for (const { who, deed } of acts) {
      if (deed.kind === 'claim') this.ask(who, 'reading.claim');
      else if (deed.kind === 'reply')
        this.ask(who, 'reply.add', { dimensionId: this.question(deed.question), text: deed.text });
      else if (deed.kind === 'mark')
        this.ask(who, 'dimension.mark', { dimensionId: this.question(deed.question), mark: deed.mark, on: true });
    }
    return this;
  }

  restate(): this {
    const { restatement } = this.#workshop;
    const [first] = this.#people.keys();
    return restatement === null ? this : this.ask(first ?? '', 'wording.restate', { text: restatement });
  }

  back(): this {
    this.recorder.ask(this.facilitator, 'phase.back');
    return this;
  }

  close(): this {
    this.recorder.ask(this.facilitator, 'board.close', { returnOn: this.#workshop.return_on });
    return this;
  }

  #roundNow(): CaseRound {
    const rounds = caseRounds(this.#workshop);
    const number = lastRound(this.recorder.state)?.number ?? 1;
    const round = rounds[number - 1] ?? rounds.at(-1);
    if (round === undefined) throw new Error('A workshop has a round');
    return round;
  }

  #nodIn({ nods, sure }: CaseRound, caseId: string): DraftNod {
    const [fist, chance] = [nods[caseId], sure[caseId]];
    return { ...(typeof fist === 'number' ? { fist } : {}), ...(typeof chance === 'number' ? { sure: chance } : {}) };
  }

  #answerIn(round: CaseRound, asked: MappedDimension, caseId: string): readonly [DimensionId, DraftAnswer] {
    const { id, type } = asked.dimension;
    const { state, value, raw } = answerIn(round, asked.caseId, caseId);
    if (state === 'skipped' && raw === '') return [id, type === 'text' ? { text: '' } : {}];
    if (type === 'text') return [id, { state, text: raw }];
    return [id, { state, raw, ...(value === null ? {} : { value: toBoardValue(asked, value, this.#people) }) }];
  }
}
