import { ProgressCount } from '#common/batch/batch-progress';

describe('ProgressCount', () => {
  it('tells the rate and the time left by what this run judged, the pauses left out', () => {
    let now = 0;
    const count = new ProgressCount(() => now);
    expect(count.progress).toMatchObject({ state: 'running', filmsPerSecond: null, secondsLeft: null });
    count.filesTotal = 100;
    for (let file = 0; file < 40; file++) {
      count.filesDone++;
      count.recalled();
    }
    for (let file = 0; file < 10; file++) {
      count.filesDone++;
      count.judged();
    }
    now = 5_000;
    // 10 films in 5 s; 50 files are left, at 2 a second.
    expect(count.progress).toMatchObject({ films: 50, filmsPerSecond: 2, secondsLeft: 25 });
    count.pause();
    now = 60_000;
    expect(count.progress).toMatchObject({ state: 'paused', filmsPerSecond: 2 });
    count.resume();
    now = 65_000;
    expect(count.progress).toMatchObject({ state: 'running', filmsPerSecond: 1, secondsLeft: 50 });
  });
});
