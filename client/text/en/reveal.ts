/** Words of the reveal: counts and names of things, never what they mean. */

import { plural } from './language.ts';

const readings = (count: number) => plural(count, { one: '# reading', other: '# readings' });

export const reveal = {
  title: 'What was read',
  notRevealed: 'Nothing of this round has been revealed.',
  backToNow: 'To where the board is now',
  readings,
  sideBySide: (count: number) => `${readings(count)}, side by side.`,
  arrived: (count: number) => `The round is revealed to everyone. ${readings(count)}, side by side.`,
  noReadings: 'Nobody gave a reading in this round.',
  named: 'Names stand beside the readings, as the rules of this round said.',
  unnamed: 'The readings stand here without names, as the rules of this round said.',
  late: (count: number) =>
    plural(count, {
      one: '# came late and is counted in no figure.',
      other: '# came late and are counted in no figure.',
    }),
  withdrawn: (count: number) =>
    plural(count, { one: '# was taken back by its author.', other: '# were taken back by their authors.' }),

  mark: {
    legend: 'The marks',
    about: 'One mark is one reading, in every question the same. Choose one to find it everywhere.',
    unnamed: (number: number) => `Reading ${String(number)}`,
    someone: 'somebody who took their name back',
    someoneInitials: '–',
    yours: 'yours',
    late: 'late',
    withdrawn: 'taken back',
    claimed: 'said so themselves',
    more: (count: number) => `and ${String(count)} more`,
    listLabel: (count: number) => plural(count, { one: '# mark', other: '# marks' }),
  },

  mine: {
    menu: 'Your reading',
    show: 'Show me which is mine',
    hide: 'Hide which is mine',
    showHint: 'Others who look at your screen will see it too.',
    claim: 'That is mine …',
    claimTitle: 'Say that this reading is yours',
    claimAbout:
      'Your name will stand beside your reading, in all rounds of this board, for everyone who sees it. This cannot be taken back.',
    claimDo: 'That is mine',
    withdrawText: 'Take back what you wrote …',
    withdrawTextTitle: 'Take back what you wrote in this round',
    withdrawTextAbout:
      'Your answers of this round are taken off the board and deleted. Everyone sees that a reading was taken back. This cannot be undone.',
    withdrawTextDo: 'Take it back',
    withdrawName: 'Take back your name …',
    withdrawNameTitle: 'Take your name off this board',
    withdrawNameAbout:
      'Wherever your name stands on this board, it will say that somebody took their name back. What you wrote stays. You can give a name again under People.',
    withdrawNameDo: 'Take my name back',
  },

  said: {
    title: 'Said',
    nods: 'Nods',
    about: 'Fist to five, given before anyone wrote.',
    column: (fist: number, count: number) => `${String(fist)}: ${readings(count)}`,
    atLeast3: (count: number, of: number) => `${String(count)} of ${String(of)} at 3 or more`,
    noNods: 'Nobody gave a nod.',
    sure: 'Sure',
    sureAsked: 'Pick one other person here at random: how likely is it that they read this as you do?',
    sureMean: (mean: number, count: number) => `${String(mean)} of 100 on average, from ${readings(count)}`,
    sureValue: (value: number) => `${String(value)} of 100`,
    noSure: 'Nobody answered this.',
    reasons: 'Reasons, as written',
    late: 'Late, not counted',
  },

  read: {
    title: 'Read',
    sameForAll: (count: number, of: number) =>
      `Everyone gave the same on ${String(count)} of ${plural(of, { one: '# question', other: '# questions' })}`,
    textRule: 'For texts, only identical ones count as the same here.',
    different: (count: number) => plural(count, { one: '# answer', other: '# different answers' }),
    same: 'the same from everyone',
    none: 'no reading',
    listLabel: 'Question by question',
  },

  question: {
    gave: (gave: number, of: number) => `${String(gave)} of ${String(of)} gave a reading`,
    group: (count: number, said: string) => `${readings(count)}: ${said}`,
    asWritten: 'as written',
    understood: (period: string) => `read as ${period}`,
    identical: (count: number) => `${readings(count)}, word for word`,
    more: (count: number, left: number) => `Show ${String(count)} more (${String(left)} left)`,
    readOn: 'Read on',
    readLess: 'Show less',
    noReading: (count: number) => plural(count, { one: '# gave no reading here', other: '# gave no reading here' }),
    dontKnow: (count: number) => plural(count, { one: '# does not know', other: '# do not know' }),
    skipped: (count: number) => plural(count, { one: '# skipped it', other: '# skipped it' }),
    withdrawn: (count: number) => plural(count, { one: '# was taken back', other: '# were taken back' }),
    late: 'Late, not counted',
    nothing: 'Nobody gave a reading here.',
  },

  spotlight: {
    point: 'Show this to everyone',
    stop: 'Stop showing',
    here: (name: string) => `${name} shows this to everyone`,
    hereByYou: 'You are showing this to everyone',
    now: (name: string, question: string) => `${name} is showing: ${question}`,
    nowByYou: (question: string) => `Everyone is shown: ${question}`,
    go: 'Go there',
    unfollow: 'Stop following',
    follow: 'Follow again',
    notFollowing: 'You do not follow. Your screen stays where you are.',
    facilitator: 'The facilitator',
  },

  talk: {
    matters: 'This one matters for our work',
    open: 'We leave this open on purpose',
    totals: (matters: number, open: number) => `Matters: ${String(matters)} · Left open: ${String(open)}`,
    totalsLater: 'How many marked this is shown when three people have marked, or at the next step.',
    summary: 'Notes and replies',
    summaryCount: (count: number) => plural(count, { one: '# reply', other: '# replies' }),
    hasNotes: 'notes',
    notes: 'Notes',
    notesHint: 'Everyone on this board writes into the same notes.',
    notesClosed: 'Notes can be read now, and written again after the reveal.',
    noNotes: 'No notes.',
    reply: 'Your reply',
    replyHint: 'It stands here with your name.',
    send: 'Reply',
    remove: (name: string) => `Remove the reply of ${name}`,
    removeMine: 'Remove your reply',
    replies: 'Replies',
  },

  restate: {
    title: 'Say it again',
    about:
      'Write the agreement anew, with the differences in sight. Everyone edits the same text. Older versions are kept.',
    aboutOthers: 'The facilitator can write the agreement anew here. Older versions are kept.',
    placeholder: 'What was agreed, in new words',
    hint: 'Whoever may edit the agreement edits it here, at the same time.',
    changes: 'What changes',
    unchanged: 'The text is the same as the version above.',
    state: (version: number) => `State this as version ${String(version)}`,
    stated: (version: number) => `Version ${String(version)} stands.`,
    versions: 'Versions',
    version: (version: number) => `Version ${String(version)}`,
    statedAt: (day: string) => `stated ${day}`,
    compared: (version: number) => `compared with version ${String(version)}`,
    askedIn: (round: number) => `round ${String(round)} was about this one`,
    diffIn: 'added: ',
    diffOut: 'taken out: ',
    diffEnd: ' end of change',
  },

  again: {
    button: 'Ask again in a new round',
    title: 'Ask again in a new round',
    about:
      'The board goes back to framing, where wording and questions can be changed. When you open the next round, everyone starts from their own last answers, to keep or to change. This round stays as it is and can be looked at beside the new one.',
    confirm: 'Go to framing',
  },

  close: {
    button: 'Close the board',
    title: 'Close the board',
    about: 'Nothing is deleted, and you can step back to the reveal.',
    asRead: 'As read, not as decided',
    asReadAbout: 'This is what the readings say about who and when. Nobody decides for the people here.',
    returnOn: 'When do you come back to look at what was made?',
    inTwoWeeks: 'In two weeks',
    inOneMonth: 'In one month',
    inThreeMonths: 'In three months',
    anotherDay: 'Another day',
    noDay: 'No day',
    day: 'Day of return',
    dayMissing: 'Choose a day, or “No day”.',
    confirm: 'Close the board',
  },

  status: {
    facilitator: (names: string) => `${names} asks again or closes the board.`,
    nobody: 'The facilitator asks again or closes the board.',
    newer: (version: number) => `Version ${String(version)} has been stated since this round.`,
  },
} as const;
