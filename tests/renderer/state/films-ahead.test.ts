import type { DecodedFrame } from '#common/imaging/decoded-frame';
import { FilmsAhead } from '../../../src-renderer/state/films-ahead.ts';
import { syntheticFilm } from '../../support/synthetic-film.ts';

function aheadOf() {
  const prepared: string[] = [];
  const idle: (() => void)[] = [];
  const ahead = new FilmsAhead(
    (imageId: string, _frame: DecodedFrame) => prepared.push(imageId),
    (work) => idle.push(work),
  );
  const pause = (): void => idle.shift()?.();
  return { ahead, prepared, idle, pause };
}

describe('FilmsAhead', () => {
  it('prepares one film in each pause, in the order in which they came', () => {
    const { ahead, prepared, pause } = aheadOf();
    ahead.add('a', syntheticFilm());
    ahead.add('b', syntheticFilm());
    expect(prepared).toEqual([]);
    pause();
    expect(prepared).toEqual(['a']);
    pause();
    expect(prepared).toEqual(['a', 'b']);
  });

  it('leaves out what was passed by, and asks for no pause more than it needs', () => {
    const { ahead, prepared, idle, pause } = aheadOf();
    ahead.add('a', syntheticFilm());
    ahead.add('b', syntheticFilm());
    ahead.keepOnly(['b', 'c']);
    pause();
    expect([prepared, idle.length]).toEqual([['b'], 0]);
  });
});
