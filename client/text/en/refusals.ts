/**
 * What every refusal means for the person in front of the page, and what to do next. A code without a sentence does not
 * compile.
 */

import type { RefusalCode } from '../../link/refusal.ts';

export const refusals: Readonly<Record<RefusalCode, string>> = {
  offline:
    'There is no connection to the board at the moment. Nothing was changed; press again when you are connected.',
  unanswered: 'No answer came back. Look whether it happened; if not, press again.',
  malformed:
    'The board could not read this. Look at what you typed: it may be empty or have characters that cannot be kept.',
  not_found: 'There is no board for you at this address. Open the link you were given once more, or ask for a new one.',
  forbidden: 'Only a facilitator of this board can do this. Ask one of them.',
  not_yours: 'This belongs to somebody else. Ask them to change it.',
  does_not_read: 'You take part without giving a reading. Change that under People, while nobody is writing.',
  stale: 'Somebody else has just moved the board. Look at it again, then decide.',
  wrong_phase: 'This cannot be done in the phase the board is in now. Look at the line of phases at the top.',
  not_available: 'This version of Readback cannot do this yet. Go on without it.',
  busy: 'Many people are changing this board at this moment. Press again.',
  unavailable:
    'Nothing is being saved at the moment. Keep this page open; it goes on as soon as the server can save again.',
  rate_limited: 'That was faster than the server takes it. Wait a moment, then press again.',
  too_large: 'This is longer than the board takes. Make it shorter.',
  too_many: 'There is no room for more of these. Remove one first.',
  too_many_people: 'This board is full. Ask the facilitator to start another one.',
  locked: 'The facilitator has closed the door of this board. Ask them to open it.',
  pending: 'The facilitator has been asked to let you in. Wait here.',
  removed: 'You have been removed from this board. Ask the facilitator.',
  passphrase_required: 'This board asks for a passphrase. Type the one you were told.',
  passphrase_wrong: 'That is not the passphrase of this board. Look at it and type it again.',
  unknown_participant: 'This person is not on the board any more. Look at the list of people again.',
  unknown_dimension: 'This question is not on the board any more. Go on with another one.',
  unknown_reading: 'Your reading does not hang on the wall. Look whether you gave one in this round.',
  unknown_reply: 'This reply is not there any more. Go on without it.',
  unknown_round: 'This board has no such round. Go to where the board is now.',
  duplicate_id: 'Something on this board has the same name inside. Press again.',
  last_facilitator: 'You are the last facilitator. Hand the seat to somebody first.',
  seat_taken: 'A facilitator was here within the last ten minutes. Ask them to hand over.',
  seat_closed: 'On this board the seat cannot be taken. Ask whoever started it for the recovery link.',
  unsealed_writing: 'This person has writing that is not revealed yet. Make the new link after the reveal.',
  nothing_to_reveal: 'Nobody has written anything yet. Wait for a reading, or step back.',
  already_done: 'This has been done. Go on from there.',
  sealed:
    'This round is sealed. What you wrote after that is on this device only and not part of your reading; copy it if you need it.',
  withheld: 'Give your own reading first. What the others wrote is shown to you after that.',
  read_only: 'This can be read here, but not written. Look at the line of phases at the top.',
  reset: 'Something in between did not arrive. Load the page again.',
  foreign_client: 'This page lost track of who is writing. Load it again.',
  unknown_content: 'This place takes plain text only. Write it without anything else.',
  unsupported_media: 'The board could not read this. Load the page again.',
  bad_origin: 'This page is open at an address the server does not know as its own. Open the link you were given.',
  method_not_allowed: 'The board could not read this. Load the page again.',
  shutting_down: 'The server is about to restart. Wait a moment; you will be connected again by itself.',
  internal: 'Something went wrong on the server. Nothing was changed; press again.',
};
