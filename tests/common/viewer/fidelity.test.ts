import { fidelityLooks, fidelityOf } from '#common/viewer/fidelity';
import { frameOf } from '../../support/synthetic-frame.ts';

describe('fidelityOf', () => {
  const frame = frameOf(1, 1, Uint16Array.of(0), { lossy: true, transferSyntaxSniffed: true });

  it('names all that holds, and nothing of a whole film as it was taken', () => {
    expect(fidelityOf({ ...frame, reduction: 4 })).toEqual(['loading', 'lossy', 'guessed']);
    expect(fidelityOf(frame)).toEqual(['lossy', 'guessed']);
    expect(fidelityOf(frameOf(1, 1, Uint16Array.of(0)))).toEqual([]);
  });
});

describe('fidelityLooks', () => {
  it('tells each by a shape and words of its own', () => {
    const looks = Object.values(fidelityLooks);
    expect(new Set(looks.map(({ shape }) => shape)).size).toBe(looks.length);
    expect(new Set(looks.map(({ words }) => words)).size).toBe(looks.length);
  });
});
