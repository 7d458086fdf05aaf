import { chooseApart } from '../../../training/card/choose-apart.ts';

const films = (sound: readonly number[], fractured: readonly number[]) => [
  ...sound.map((score) => ({ score, positive: false })),
  ...fractured.map((score) => ({ score, positive: true })),
];
const goals = { sensitivity: 0.5, specificity: 0.5 };

describe('chooseApart', () => {
  it('keeps goals that are apart', () => {
    const mixed = films([0.1, 0.2, 0.7, 0.8], [0.15, 0.3, 0.6, 0.9]);
    expect(chooseApart(mixed, { sensitivity: 0.75, specificity: 0.75 })).toMatchObject({
      reached: { sensitivity: 0.75, specificity: 0.75 },
    });
  });

  it('asks more of both where one threshold would do', () => {
    const ordered = films([0.1, 0.2, 0.3, 0.55], [0.5, 0.6, 0.7, 0.8]);
    const { sensitive, specific, reached } = chooseApart(ordered, goals);
    expect(sensitive).toBeLessThan(specific);
    expect(reached.sensitivity).toBeGreaterThan(0.5);
  });

  it('leaves the middle of the gap doubtful where the classes are wholly apart', () => {
    const { sensitive, specific, reached } = chooseApart(films([0.1, 0.2], [0.5, 0.6]), goals);
    expect([sensitive, specific]).toEqual([expect.closeTo(0.3, 12), expect.closeTo(0.4, 12)]);
    expect(reached).toEqual({ sensitivity: 1, specificity: 1 });
  });

  it('refuses films of one class', () => {
    expect(() => chooseApart(films([0.1, 0.2], []), goals)).toThrow(RangeError);
  });
});
