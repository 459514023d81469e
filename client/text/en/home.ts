/** Words of the start page. */

import { countWord, sayDay } from './language.ts';

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

export const home = {
  whatWasAgreed: 'What did you just agree?',
  wordingHint: 'One or two sentences, as you would say them. On the board everybody can go on working on them.',
  wordingExample: 'We open the new office in spring.',
  start: 'Start',
  whoYouAre: 'Who starts the board?',
  yourName: 'Your name',
  nameHint: 'The others see it. There is no account: this browser remembers you.',
  nameMissing: 'Type a name first; a first name is enough.',
  reads: 'I give a reading too',
  readsHint: 'Switch this off if you only lead. You are then not counted among those who write.',
  open: 'Open the board',
  notYet: 'Back',
  example: 'See a live example',
  exampleAbout: 'Five simulated colleagues play a short workshop on this server. You watch, or take part.',
  exampleFull: 'As many examples as this server takes are being played at the moment. Press again in a few minutes.',
  boards: 'Your boards',
  boardsEmpty: 'Boards that you start or join in this browser will be listed here.',
  noWordingYet: 'A board without words so far',
  boardRound: (round: number) => `round ${String(round)}`,
  boardReturn: (day: string) => `return on ${sayDay(day)}`,
  boardName: (name: string) => `you are ${name}`,
  forget: 'Forget',
  forgetWhich: (board: string) => `Forget on this device: ${board}`,
  forgetAbout:
    'This device forgets who you are on this board, and what you wrote here that was not sent. The board itself stays, and so do you: a personal link lets you back in.',
  forgetNow: 'Forget it here',
  forgetNot: 'Keep it',
  about: 'What this is',
  aboutText: [
    'A meeting ends with nods. Two weeks later, several readings of the same sentence are being carried out.',
    'On a board, everybody writes down what they think was agreed: on their own, and at the same moment. Then all readings show side by side, while you are all in the room. Later you come back and lay what was made beside what each of you had read.',
    'Readback shows what was written. What it means is for you to say.',
  ],
  figureWording: 'We open the new office in spring.',
  figureAsked: 'By when?',
  figure: [
    { day: '1 March', readings: 2 },
    { day: '15 April', readings: 1 },
    { day: '31 May', readings: 2 },
  ],
  figureCount: (count: number) => (count === 1 ? 'One reading' : `${capital(countWord(count))} readings`),
  figureCaption: 'Five people, one sentence, three dates. Nobody saw another reading before all were shown.',
} as const;
