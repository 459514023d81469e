/** Who can reveal, as the promise and the waiting name them. */

import type { BoardSession } from '../../session/board-session.svelte.ts';
import type { Revealers } from '../../text/en/who-reveals.ts';

export const revealers = ({ view, me }: BoardSession): Revealers => ({
  names: view.participants.flatMap(({ id, facilitator, name }) =>
    facilitator && name !== null && id !== me.participantId ? [name] : [],
  ),
  isMe: me.facilitator,
});
