/** A person's command against a room: what `decide` is told, and what goes along with what it decides. */

import { decide } from '../../shared/board/decide.ts';
import type { Command } from '../../shared/board/commands.ts';
import type { DecideContext, Verdict } from '../../shared/board/decision.ts';
import type { BoardEvent, LogEntry } from '../../shared/board/events.ts';
import type { ParticipantId } from '../../shared/board/ids.ts';
import { hashPassphrase } from '../access/passphrase.ts';
import { freshId } from '../runtime/random.ts';
import type { Answer, Companions } from './command-line.ts';
import { endCode } from './join-codes.ts';
import type { Room } from './room.ts';
import { forgetWithdrawn } from './withdrawal.ts';
import { BOARD_DOCUMENT } from './streams.ts';

/** Only opening a round reads the shared text; it is then part of what is guarded. */
const wordingFor = async (room: Room, command: Command): Promise<{ text: string; heads: Companions['heads'] }> => {
  if (command.type !== 'round.open') return { text: '', heads: [] };
  const { text, head } = await room.documents.wording();
  return { text, heads: [{ stream: BOARD_DOCUMENT, seq: head }] };
};

/** Documents that change in the same step as the event. */
const companionsOf = async (room: Room, events: readonly BoardEvent[]): Promise<Companions> => {
  for (const event of events) {
    if (event.type === 'wording.restated') return room.documents.changeWording(event.text);
    if (event.type === 'reading.withdrawn') {
      const { rounds, readingIds } = event;
      return room.documents.changeWall(
        rounds.flatMap((round) =>
          readingIds.map((readingId) => ({ round, readingId, value: { withdrawn: true as const } })),
        ),
      );
    }
  }
  return {};
};

const isRevealOf = (round: number) => (entry: LogEntry) =>
  entry.events.some((event) => event.type === 'round.revealed' && event.round === round);

/** A reveal is answered with the entry that showed it: the `seen` of the next move. */
const revealAnswer = (room: Room, answer: Answer): Answer => {
  if (!answer.ok) return answer;
  const sealed = room.log.entriesAfter(answer.seq - 1)[0]?.events.find((event) => event.type === 'round.sealed');
  const revealed = sealed === undefined ? undefined : room.log.entriesAfter(answer.seq).find(isRevealOf(sealed.round));
  return revealed === undefined ? answer : { ok: true, seq: revealed.seq };
};

export const runCommand = async (room: Room, by: ParticipantId, command: Command): Promise<Answer> => {
  const { clock, random, boardLimits } = room.dependencies;
  const passphrase = command.type === 'board.configure' ? command.passphrase : undefined;
  const passphraseHash = typeof passphrase === 'string' ? await hashPassphrase(passphrase, random) : undefined;
  const answer = await room.line.run({
    by,
    commandId: command.commandId,
    decide: async (): Promise<{ verdict: Verdict; companions?: Companions }> => {
      const wording = await wordingFor(room, command);
      const context: DecideContext = {
        at: clock.nowMs(),
        by,
        limits: boardLimits,
        freshIds: [freshId(random), freshId(random)],
        wording: wording.text,
        facilitatorAwayMs: room.presence.facilitatorAwayMs(),
        ...(passphraseHash === undefined ? {} : { passphraseHash }),
        nameOf: room.log.records.nameOf,
      };
      const verdict = decide(room.state, command, context);
      if (verdict.rejected !== undefined) return { verdict };
      const { appends = [], heads = [] } = await companionsOf(room, verdict.events);
      return { verdict, companions: { appends, heads: [...heads, ...(wording.heads ?? [])] } };
    },
  });
  if (!answer.ok) return answer;
  if (command.type === 'round.reveal' || command.type === 'reading.finish') await room.finishing.settle();
  if (command.type === 'board.close' && room.state.code !== undefined)
    await endCode(room.dependencies.store, room.state.code);
  if (command.type === 'participant.withdraw' || command.type === 'reply.remove') await forgetWithdrawn(room);
  return command.type === 'round.reveal' ? revealAnswer(room, answer) : answer;
};
