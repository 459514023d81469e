/** The gallery plays boards without a server; what it shows is only worth looking at if it is what people would see. */

import { expect, it } from 'vitest';
import { viewOf } from '../../../shared/board/view.ts';
import { sourcesOf } from '../../../client/gallery/moment.ts';
import { recordWorkshop } from '../../../client/gallery/scenes/plays.ts';
import { Stage } from '../../../client/gallery/stage.ts';
import { eventually } from '../../kit/eventually.ts';

const { moments, people } = recordWorkshop();

it.each(people)(
  'D5 $name, who followed a recorded workshop from the start, sees at every step what a newcomer does',
  async ({ id }) => {
    const first = moments.findIndex(({ state }) => state.participants.has(id));
    const stage = new Stage({ moment: moments[first]!, viewer: id });
    for (const moment of moments.slice(first + 1)) {
      stage.advance([moment]);
      const fresh = viewOf(moment.state, id, sourcesOf(moment));
      await eventually(() => {
        expect(stage.board.session.view).toEqual(fresh);
        return true;
      });
    }
    stage.close();
  },
);

it('D5 the same workshop makes the same recording, letter by letter', () => {
  expect(recordWorkshop()).toEqual({ moments, people });
});
