/**
 * Every reason for which something is refused, with the sentence a person reads and can act on. A code without a
 * sentence does not compile. Codes travel on the wire and never change their meaning.
 */

const SENTENCES = {
  malformed: 'This could not be read. Check the fields that were sent and send it again.',
  not_found: 'There is no board for you at this address. Open the link you were given once more, or ask for a new one.',
  forbidden: 'Only a facilitator of this board can do this. Ask one of them.',
  not_yours: 'This belongs to somebody else, and only they can change it.',
  does_not_read: 'You take part without giving a reading. Change that under your name, while nobody is writing.',
  stale: 'The board has moved on since you last saw it. Look at it again, then decide.',
  wrong_phase: 'This cannot be done in the phase the board is in now.',
  not_available: 'This version of Readback cannot do this.',
  busy: 'Many people are changing this board at this moment. Try again.',
  unavailable:
    'Nothing is being saved at the moment. Keep this page open; it goes on as soon as the server can save again.',
  rate_limited: 'That was faster than the server takes it. Wait a moment, then try again.',
  too_large: 'This is larger than the board takes. Make it shorter.',
  too_many: 'There is no room for more of these here. Remove one first.',
  too_many_people: 'This board is full. Ask the facilitator to start another one.',
  locked: 'The facilitator has closed the door of this board. Ask them to open it.',
  pending: 'The facilitator has been asked to let you in. Wait here.',
  removed: 'You have been removed from this board. Ask the facilitator.',
  passphrase_required: 'This board asks for a passphrase. Type the one you were told.',
  passphrase_wrong: 'That is not the passphrase of this board. Check it and type it again.',
  unknown_participant: 'Nobody on this board has that name or number. Reload the list of people.',
  unknown_dimension: 'There is no such question on this board. Reload the list of questions.',
  unknown_reading: 'There is no such reading on the wall.',
  unknown_reply: 'This reply is not there any more.',
  unknown_round: 'This board has no such round.',
  duplicate_id: 'Something on this board has this id. Choose another one.',
  last_facilitator: 'You are the last facilitator. Hand the seat to somebody first.',
  seat_taken: 'A facilitator was here within the last ten minutes. Ask them to hand over.',
  seat_closed: 'On this board the facilitator’s seat cannot be taken. Ask for the recovery link.',
  unsealed_writing:
    'This person has writing that is not revealed yet, so their key cannot be replaced before the reveal.',
  nothing_to_reveal: 'Nobody has written anything yet. Wait for a reading, or step back.',
  already_done: 'This has been done.',
  sealed: 'This round is sealed. What you wrote after that is kept on your device and is not part of your reading.',
  withheld: 'Give your own reading first. What the others wrote is shown to you after that.',
  read_only: 'This can be read here, but not written.',
  reset: 'Something in between did not arrive. Load the document again.',
  foreign_client: 'This was signed with the mark of another writer. Reload the page.',
  unknown_content: 'This document holds plain text and answers, nothing else.',
  unsupported_media: 'Send JSON, with the content type application/json.',
  bad_origin: 'This request came from another site. Open the board at its own address.',
  method_not_allowed: 'This address does not take this kind of request.',
  shutting_down: 'The server is about to restart. You will be connected again by itself.',
  internal: 'Something went wrong on the server. Nothing was changed; try again.',
} as const;

export type RejectionCode = keyof typeof SENTENCES;

export interface Rejection {
  readonly code: RejectionCode;
  readonly message: string;
}

export const rejection = (code: RejectionCode): Rejection => ({ code, message: SENTENCES[code] });

export const REJECTION_CODES = Object.keys(SENTENCES) as readonly RejectionCode[];
