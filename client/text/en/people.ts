/** Words about people and seats, sharing, the settings of a board, and the line on top of it. */

import { plural, sayList } from './language.ts';

const nobody = 'somebody who took their name back';
const named = (name: string | null): string => name ?? nobody;
const namedFirst = (name: string | null): string => name ?? 'Somebody who took their name back';

export const header = {
  home: 'Readback: to the start page',
  readTitle: 'Title of the board, in full',
  share: 'Share',
  peopleButton: (here: number, all: number, waiting: number) =>
    `People: ${String(here)} of ${String(all)} here${waiting === 0 ? '' : `, ${String(waiting)} waiting to be let in`}`,
  here: (here: number, all: number) => `${String(here)}/${String(all)}`,
  menu: 'More about this board',
  personalLink: 'Your personal link',
  presenter: 'Size for a shared screen',
  settings: 'Board settings',
  asMarkdown: 'Download as Markdown',
  asJson: 'Download as JSON',
  forget: 'Forget on this device',
  delete: 'Delete this board',
} as const;

export const news = {
  region: 'News of this board',
  dismiss: 'Put away',
  look: 'Look',
  waiting: (names: readonly (string | null)[]) =>
    names.length > 3
      ? `${String(names.length)} people wait to be let in.`
      : `${sayList(names.map(namedFirst))} ${names.length === 1 ? 'waits' : 'wait'} to be let in.`,
  seat_taken: (who: string | null) =>
    `${namedFirst(who)} took the facilitator’s seat, because no facilitator was here.`,
  seat_takenMe: 'You have the facilitator’s seat now. Everybody on the board was told.',
  seat_recovered: (who: string | null) => `${namedFirst(who)} is facilitator again, by the recovery link.`,
  seat_recoveredMe: 'You are facilitator again, by the recovery link. Everybody on the board was told.',
  seat_given: (who: string | null) => `${namedFirst(who)} is a facilitator now.`,
  seat_givenMe: 'You are a facilitator now: you can move the board on, and let people in.',
  seat_left: (who: string | null) => `${namedFirst(who)} is not a facilitator any more.`,
  seat_leftMe: 'You are not a facilitator any more. You stay on the board.',
  seat_since: (who: string | null) => `Since you were last here, ${named(who)} has become a facilitator.`,
  key_replaced: (who: string | null, by: string | null) =>
    `${namedFirst(by)} made a new personal link for ${named(who)}. Their older ones have ended.`,
  key_replacedMe: (by: string | null) =>
    `${namedFirst(by)} made a new personal link for you. Your older ones have ended.`,
  seatFree: 'No facilitator has been here for ten minutes.',
} as const;

export const people = {
  title: 'People',
  here: (here: number, all: number) => `${String(here)} of ${plural(all, { one: '# person', other: '# people' })} here`,
  done: (done: number, all: number) => `${String(done)} of ${String(all)} done`,
  find: 'Find somebody',
  foundNobody: 'Nobody here has that in their name.',
  atTheDoor: 'At the door',
  letIn: 'Let in',
  letInWhom: (name: string) => `Let in ${name}`,
  turnAway: 'Turn away',
  turnAwayWhom: (name: string) => `Turn away ${name}`,
  onTheBoard: 'On the board',
  nameless: nobody,
  facts: {
    you: 'you',
    facilitator: 'facilitator',
    here: 'here',
    away: 'away',
    done: 'done',
    watches: 'watches',
  },
  change: 'Change',
  changeYours: 'Change your name and function',
  more: 'More',
  moreAbout: (name: string) => `More about ${name}`,
  name: 'Name',
  function: 'Function',
  functionHint: 'In your own words: sales, nursing, engineering.',
  reads: 'I give a reading',
  readsHint: 'Without one you watch, and are not counted among those who write.',
  readsNotNow: 'This can be changed again when nobody is writing.',
  save: 'Save',
  saved: 'Saved',
  withdraw: 'Take my name off this board',
  withdrawAbout:
    'Your name goes from this board, for everyone and everywhere. What you wrote stays, without a name. Later you can type a name again.',
  withdrawNow: 'Take it off',
  stay: 'Leave it',
  grant: 'Make facilitator, too',
  grantAbout: (name: string) => `${name} can then do everything you can. You keep your seat.`,
  handOver: 'Hand over the seat',
  handOverAbout: (name: string) => `${name} leads the board from then on. You stay on it, without the seat.`,
  handOverNow: 'Hand over',
  revoke: 'Take the seat back',
  revokeAbout: (name: string) => `${name} stays on the board, without the seat.`,
  stepDown: 'Leave the seat',
  stepDownAbout: 'You stay on the board, without the seat. Another facilitator can give it back to you.',
  newLink: 'New personal link',
  newLinkAbout: (name: string) =>
    `For when ${name} has lost theirs. It ends their older links, and everyone on the board is told. It opens nothing that was written with the older ones before, and it does not show which revealed reading was theirs.`,
  newLinkNow: 'Make the link',
  newLinkFor: (name: string) => `Personal link of ${name}`,
  newLinkOnce: 'It is shown this once. Give it to nobody else: whoever opens it is that person here.',
  remove: 'Remove from the board',
  removeAbout: (name: string) =>
    `${name} is taken off this board at once and cannot come back with their link. What they have revealed stays.`,
  removeNow: 'Remove',
  seatEmpty: 'No facilitator is connected at the moment.',
  seatEmptyAbout: 'After ten minutes without one, anybody here may take the seat. Everybody is told who did.',
  seatShut: 'On this board the seat cannot be taken. Whoever started it has a recovery link.',
  takeSeat: 'Take the seat',
} as const;

export const share = {
  title: 'Share this board',
  link: 'Link for everybody who is to join',
  onlyHere: 'This page is open at an address that only this machine knows. Others need its address in your network.',
  code: 'Or say three words',
  codeHow: (host: string) => `Typed in on the start page of ${host}.`,
  qr: 'The link as a picture, for the camera of a phone',
  door: {
    locked: 'The door is closed: nobody new can join.',
    passphrase: 'Whoever has the link also needs the passphrase.',
    approval: 'A facilitator lets in each person who asks.',
    both: 'Whoever has the link also needs the passphrase, and a facilitator lets each of them in.',
    open: 'Whoever has the link can join with a name.',
  },
  toSettings: 'Change this in the board settings',
} as const;

export const settings = {
  title: 'Board settings',
  boardTitle: 'Title',
  boardTitleHint: 'A few words to find the board by. Everyone on it sees them.',
  save: 'Save',
  saved: 'Saved',
  door: 'The door',
  locked: 'Close the door',
  lockedHint: 'Nobody new can join. Whoever is on the board stays.',
  approval: 'Let in each person myself',
  approvalHint: 'Whoever joins waits until a facilitator lets them in.',
  notNow: 'This can be changed while the board is being framed.',
  passphrase: 'Passphrase',
  passphraseHint: 'Everybody who joins is asked for it. It is kept in a way that cannot be read back.',
  passphraseIsSet: 'A passphrase is set. A new one takes its place.',
  setPassphrase: 'Set',
  takePassphrase: 'Remove the passphrase',
  seat: 'The seat',
  openSeat: 'The seat may be taken',
  openSeatHint: 'When no facilitator was here for ten minutes, somebody on the board can go on.',
  recovery: 'Recovery link',
  recoveryAbout: 'Keep this link somewhere: it gives you the seat back on any device.',
  recoveryShow: 'Show the link',
  recoverySecret: 'Whoever has it can lead this board. Mind who sees your screen.',
} as const;

export const own = {
  linkTitle: 'Your personal link',
  linkAbout:
    'It lets you back in on any device, as who you are here. Whoever has it is you: keep it to yourself, and mind who sees your screen.',
  linkMake: 'Make the link',
  linkLabel: 'Your personal link',
  linkKept: 'Keep it somewhere. It is shown while this page is open; you can make another one at any time.',
  forgetTitle: 'Forget this board on this device',
  forgetAbout:
    'This device forgets who you are here, and what is kept on it of this board, drafts included. You stay on the board. To come back as yourself, you need a personal link: make it before.',
  forgetNow: 'Forget it here',
  toLink: 'Make a personal link first',
  deleteTitle: 'Delete this board',
  deleteAbout: 'The board is deleted for everyone, with all wordings, readings and replies. Nobody can bring it back.',
  deleteNow: 'Delete for everyone',
  keep: 'Keep it',
} as const;
