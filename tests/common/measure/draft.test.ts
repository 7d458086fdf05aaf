import {
  annotationOf,
  draftedPoints,
  ended,
  moved,
  pressed,
  released,
  type Draft,
} from '#common/measure/draft';
import { begun, changed, redone, undone } from '#common/measure/history';

const at = (x: number, y: number) => ({ x, y });

/** The draft after a step that does not complete the shape. */
function going(step: ReturnType<typeof pressed>): Draft {
  if (step.state !== 'drawing') throw new Error('The shape is complete.');
  return step.draft;
}

describe('a shape', () => {
  it('is drawn with one drag', () => {
    const draft = moved(going(pressed(null, 'length', at(1, 1))), at(4, 5), true);
    expect(draftedPoints(draft)).toEqual([at(1, 1), at(4, 5)]);
    expect(released(draft, at(4, 5), true)).toEqual({ state: 'complete', points: [at(1, 1), at(4, 5)] });
  });

  it('is drawn with clicks', () => {
    const first = going(released(going(pressed(null, 'length', at(1, 1))), at(1, 1), false));
    const second = moved(first, at(9, 9), false);
    expect(pressed(second, 'length', at(9, 9))).toEqual({ state: 'complete', points: [at(1, 1), at(9, 9)] });
  });

  it('goes on after a drag as long as points are wanting', () => {
    const arm = going(released(going(pressed(null, 'angle', at(0, 0))), at(5, 0), true));
    expect(arm.fixed).toEqual([at(0, 0), at(5, 0)]);
    expect(pressed(arm, 'angle', at(5, 5))).toMatchObject({ state: 'complete' });
    const plate = going(released(going(pressed(null, 'cobb', at(0, 0))), at(5, 0), true));
    const other = going(pressed(plate, 'cobb', at(0, 9)));
    expect(released(other, at(5, 9), true)).toMatchObject({ state: 'complete' });
  });

  it('does not take two points on one spot for a line', () => {
    const first = going(pressed(null, 'length', at(1, 1)));
    expect(going(pressed(first, 'length', at(1, 1))).fixed).toEqual([at(1, 1)]);
  });

  it('follows the pointer where it is traced, and ends when it is let go', () => {
    const trail = [at(1, 0), at(2, 0), at(2, 2)];
    const start = going(pressed(null, 'freehand', at(0, 0)));
    const draft = trail.reduce((draft, point) => moved(draft, point, true), start);
    expect(released(draft, at(2, 2), true)).toEqual({ state: 'complete', points: [at(0, 0), ...trail] });
    // A trail of two points encloses nothing.
    expect(released(moved(start, at(1, 0), true), at(1, 0), true).state).toBe('drawing');
  });

  it('of any number of points ends when a person ends it', () => {
    const one = going(pressed(null, 'polyline', at(0, 0)));
    expect(ended(one)).toBeNull();
    const two = going(pressed(one, 'polyline', at(3, 0)));
    expect(ended(moved(two, at(8, 8), false))).toEqual([at(0, 0), at(3, 0)]);
    expect(ended(going(pressed(null, 'length', at(0, 0))))).toBeNull();
  });

  it('that is complete has nothing written beside it', () => {
    expect(annotationOf('a', 'probe', [at(1, 2)])).toEqual({
      id: 'a',
      shape: 'probe',
      points: [at(1, 2)],
      text: '',
      labelAt: null,
    });
  });
});

describe('a history', () => {
  const three = [2, 3].reduce((history, next) => changed(history, next), begun(1));

  it('goes back to where it began and forth to where it was', () => {
    expect([undone(three).present, undone(undone(three)).present]).toEqual([2, 1]);
    expect(redone(redone(undone(undone(three))))).toEqual(three);
  });

  it('stays where there is nothing to go to', () => {
    expect(undone(begun(1))).toEqual(begun(1));
    expect(redone(three)).toBe(three);
  });

  it('forgets what was undone once something else is done', () => {
    const other = changed(undone(three), 9);
    expect(other).toEqual({ past: [1, 2], present: 9, future: [] });
  });

  it('remembers two hundred steps', () => {
    const long = Array.from({ length: 300 }, (_, i) => i).reduce(
      (history, i) => changed(history, i),
      begun(-1),
    );
    expect([long.past.length, long.past[0]]).toEqual([200, 99]);
  });
});
