import { afterEach, describe, expect, it } from 'vitest';
import { opened, revealed, talkedOver } from '../../../client/gallery/scenes/plays.ts';
import { Stage, type Staging } from '../../../client/gallery/stage.ts';
import { ShownRound } from '../../../client/phases/reveal/shown-round.svelte.ts';

const stages: Stage[] = [];
const enter = (staging: Staging): Stage => {
  const stage = new Stage(staging);
  stages.push(stage);
  return stage;
};
afterEach(() => {
  for (const stage of stages.splice(0)) stage.close();
});

describe('the moment of the reveal', () => {
  it('U3 is shown once, to whoever had the board open when it came', () => {
    const play = opened().writeAll();
    const stage = enter({ moment: play.now, viewer: play.person('odile') });
    const { session } = stage.board;
    expect(session.takeMoment(1)).toBe(false);
    const before = play.moments.length;
    play.reveal();
    stage.advance(play.moments.slice(before));
    expect(session.takeMoment(1)).toBe(true);
    expect(session.takeMoment(1)).toBe(false);
  });

  it('U3 is over for whoever comes later', () => {
    const play = revealed();
    expect(enter({ moment: play.now, viewer: play.person('odile') }).board.session.takeMoment(1)).toBe(false);
  });

  it('U3 does not come again when a board is stepped back from closed', () => {
    const play = talkedOver().close();
    const stage = enter({ moment: play.now, viewer: play.person('odile') });
    const before = play.moments.length;
    play.back();
    stage.advance(play.moments.slice(before));
    expect(stage.board.session.view.board.phase).toBe('reveal');
    expect(stage.board.session.takeMoment(1)).toBe(false);
  });

  it('U3 shows nobody to a question of a phase that is over', () => {
    const play = revealed();
    const spotlight = { by: play.person('maren'), dimensionId: play.question('meetings'), readingId: null };
    const stage = enter({ moment: play.now, viewer: play.person('odile'), spotlight });
    expect(stage.board.session.spotlight).toEqual(spotlight);
    const before = play.moments.length;
    play.close();
    stage.advance(play.moments.slice(before));
    expect(stage.board.session.spotlight).toBeNull();
  });
});

describe('the round on the screen', () => {
  const shownTo = (viewer: string, play: ReturnType<typeof revealed>): ShownRound => {
    const { board } = enter({ moment: play.now, viewer: play.person(viewer) });
    board.follow();
    return new ShownRound(board, () => board.session.view.rounds[0]!);
  };

  it('S7 tells a participant which reading is theirs, and a facilitator only when they ask', () => {
    expect(shownTo('odile', revealed()).isMineShown).toBe(true);
    const facilitators = shownTo('maren', revealed());
    expect(facilitators.mine?.isMine).toBe(true);
    expect(facilitators.isMineShown).toBe(false);
    facilitators.isMineAskedFor = true;
    expect(facilitators.isMineShown).toBe(true);
  });

  it('S7 has nothing to keep from others where names are shown', () => {
    expect(shownTo('maren', revealed({ rules: { names: true } })).isMineShown).toBe(true);
  });

  it('M1 has everything that hangs there for the round', () => {
    const round = shownTo('odile', revealed());
    expect(round.hasArrived).toBe(true);
    expect(round.shown.count.onTime).toBe(5);
    expect(round.shown.readings.map((id) => round.mark(id)?.number)).toEqual([1, 2, 3, 4, 5]);
  });
});
