import * as v from 'valibot';
import type { Annotation } from '#common/measure/annotation';
import { changeBetween, joinedChange, markChangeSchema, noMarks, withKept } from '#common/measure/marks';

const named = (id: string, text = ''): Annotation => ({
  id,
  shape: 'length',
  points: [
    { x: 0, y: 0 },
    { x: 3, y: 4 },
  ],
  text,
  labelAt: null,
});
const [one, two, three] = [named('1'), named('2'), named('3')];

describe('the change between marks', () => {
  it('names what is new, what is another than before and what is gone', () => {
    const after = { ...noMarks, annotations: [one, named('2', 'moved'), three] };
    expect(changeBetween({ ...noMarks, annotations: [one, two, named('4')] }, after)).toEqual({
      put: [named('2', 'moved'), three],
      removed: ['4'],
    });
  });

  it('says of calibration and star only what changed, and nothing of no change', () => {
    const calibration = { millimetresPerUnit: 0.1, by: 'line', millimetres: 20 } as const;
    const marks = { annotations: [one], calibration, isKeyImage: false };
    expect(changeBetween(marks, { ...marks })).toBeNull();
    expect(changeBetween(marks, { ...marks, isKeyImage: true })).toEqual({
      put: [],
      removed: [],
      isKeyImage: true,
    });
    expect(changeBetween(marks, { ...marks, calibration: null })).toMatchObject({ calibration: null });
  });

  it('joins with a later one as if made at once', () => {
    const first = { put: [one, two], removed: ['3'], isKeyImage: true };
    const then = { put: [three, named('2', 'again')], removed: ['1'], calibration: null };
    expect(joinedChange(first, then)).toEqual({
      put: [three, named('2', 'again')],
      removed: ['1'],
      calibration: null,
      isKeyImage: true,
    });
  });
});

describe('marks that were kept', () => {
  it('lie under those made since, which count where both have one', () => {
    const kept = { annotations: [one, two], calibration: null, isKeyImage: true };
    expect(withKept({ ...noMarks, annotations: [named('2', 'since'), three] }, kept)).toEqual({
      annotations: [one, named('2', 'since'), three],
      calibration: null,
      isKeyImage: true,
    });
  });
});

describe('what may be kept', () => {
  it('is text of any script, of bounded length, at places that are numbers', () => {
    const accepts = (change: object) => v.safeParse(markChangeSchema, { removed: [], ...change }).success;
    expect(accepts({ put: [named('1', 'Höhe 骨折 كسر 🦴')] })).toBe(true);
    expect(accepts({ put: [named('1', 'x'.repeat(4001))] })).toBe(false);
    expect(accepts({ put: [{ ...one, points: [{ x: NaN, y: 0 }] }] })).toBe(false);
    expect(
      accepts({ put: [{ ...one, points: Array.from({ length: 20_001 }, () => ({ x: 0, y: 0 })) }] }),
    ).toBe(false);
    expect(accepts({ put: [{ ...one, shape: 'spiral' }] })).toBe(false);
  });
});
