import type { RecordedVerdict } from '#common/contract/agreement';
import type { Triage } from '#common/contract/batch';
import type { ImageEntry } from '#common/contract/ipc';
import { WorklistState } from '../../../src-renderer/state/worklist.svelte.ts';
import { failedFilm, worklistFilm } from '../../support/worklist-films.ts';

function harness(said: readonly Triage[] = []) {
  const kept: Triage[] = [];
  const shown: string[] = [];
  const opened: string[] = [];
  const reopened: true[] = [];
  const images = new Map<string, ImageEntry>();
  let readFirst = false;
  let onScreen: ImageEntry | null = null;
  const recorded: RecordedVerdict[] = [];
  const worklist = new WorklistState({
    log: {
      withReader: (act) => act(),
      record: (said) => recorded.push(said),
      isWaiting: () => false,
    },
    modelIsPositive: (probability) => probability >= 0.3,
    open: async (filmId) => {
      opened.push(filmId);
      return `opening of ${filmId}`;
    },
    show: (imageId) => {
      shown.push(imageId);
      onScreen = images.get(imageId) ?? null;
    },
    onScreen: () => onScreen,
    isReadFirst: () => readFirst,
    setReadFirst: (on) => (readFirst = on),
    keep: async (triage) => void kept.push(triage),
    recall: async () => said,
    writeReport: async () => null,
    reopen: async () => void reopened.push(true),
    failed: (thrown) => {
      throw thrown;
    },
  });
  worklist.receive([], true);
  worklist.receive(
    [worklistFilm('b', 0.5), failedFilm('x'), worklistFilm('a', 0.9), worklistFilm('c', 0.1)],
    false,
  );
  const arrive = (filmId: string) => {
    const image = imageOf(filmId);
    images.set(image.imageId, image);
    worklist.heed(`opening of ${filmId}`, [image]);
    return image;
  };
  return { worklist, kept, shown, opened, arrive, reopened, recorded };
}
const imageOf = (filmId: string, studyInstanceUid: string | null = `study of ${filmId}`) =>
  ({
    imageId: `image of ${filmId}`,
    displayName: `${filmId}.dcm`,
    attributes: { studyInstanceUid },
  }) as ImageEntry;
const listed = (worklist: WorklistState) => worklist.rows.map(({ film }) => film.filmId);

describe('WorklistState', () => {
  it('begins at the highest score, and lists what has none above, on demand', () => {
    const { worklist } = harness();
    expect([listed(worklist), worklist.selected?.film.filmId]).toEqual([['a', 'b', 'c'], 'a']);
    worklist.unscoredShown = true;
    expect([listed(worklist), worklist.failedCount]).toEqual([['x', 'a', 'b', 'c'], 1]);
  });

  it('keeps a verdict and moves on, and takes it back where it was given', () => {
    const { worklist, kept } = harness();
    worklist.say('agree');
    worklist.say('unsure');
    expect([worklist.selected?.film.filmId, worklist.judgedCount]).toEqual(['c', 2]);
    worklist.undo();
    expect([worklist.selected?.film.filmId, worklist.judgedCount]).toEqual(['b', 1]);
    expect(kept).toEqual([
      { studyKey: 'study of a', verdict: 'agree' },
      { studyKey: 'study of b', verdict: 'unsure' },
      { studyKey: 'study of b', verdict: null },
    ]);
  });

  it('records what is said, in its order, and takes it back by an entry that amends it', () => {
    const { worklist, recorded } = harness();
    worklist.readFirst = true;
    worklist.step(-Infinity);
    expect(worklist.words).toEqual(['fracture', 'noFracture', 'unsure']);
    worklist.say('noFracture');
    worklist.undo();
    expect(worklist.isRevealed('study of b')).toBe(false);
    worklist.say('fracture');
    const [first, second, third] = recorded;
    expect(recorded.map(({ id: _, ...said }) => said)).toEqual([
      { filmId: 'b', verdict: 'noFracture', readFirst: true, amends: null },
      { filmId: 'b', verdict: null, readFirst: false, amends: first?.id },
      // Whoever saw the score reads first no more.
      { filmId: 'b', verdict: 'fracture', readFirst: false, amends: second?.id },
    ]);
    expect(new Set([first?.id, second?.id, third?.id]).size).toBe(3);
    // A fracture said of a score that is positive agrees with it.
    expect(worklist.verdictOf('study of b')).toBe('agree');
    worklist.readFirst = false;
    worklist.selectedKey = 'study of b';
    expect(worklist.said).toBe('agree');
  });

  it('gives no verdict on what has no score', () => {
    const { worklist, kept } = harness();
    worklist.unscoredShown = true;
    worklist.step(-Infinity);
    worklist.say('agree');
    expect([worklist.selected?.film.filmId, kept]).toEqual(['x', []]);
  });

  it('begins where the films begin, and not at the highest score, where one reads first', () => {
    const { worklist } = harness();
    worklist.readFirst = true;
    worklist.receive([], true);
    worklist.receive([worklistFilm('low', 0.2), worklistFilm('high', 0.8)], false);
    expect([worklist.selected?.film.filmId, worklist.hiddenCount]).toEqual(['low', 2]);
    worklist.say('agree');
    expect(worklist.hiddenCount).toBe(1);
    worklist.readFirst = false;
    expect(worklist.hiddenCount).toBe(0);
  });

  it('hides scores and their order until there is a verdict, where one reads first', () => {
    const { worklist } = harness();
    worklist.readFirst = true;
    expect([listed(worklist), worklist.isRevealed('study of b')]).toEqual([['b', 'a', 'c'], false]);
    worklist.step(-Infinity);
    worklist.say('disagree');
    expect([worklist.isRevealed('study of b'), worklist.isRevealed('study of a')]).toEqual([true, false]);
  });

  it('withholds what the model says of a film that is read first, until the verdict, and then stays on it', async () => {
    const { worklist, arrive } = harness();
    worklist.readFirst = true;
    worklist.read();
    await Promise.resolve();
    const image = arrive('a');
    const otherView = { ...image, imageId: 'another view' };
    const foreign = imageOf('z', '2.25.9');
    expect([image, otherView, foreign].map((one) => worklist.withholds(one)?.why)).toEqual([
      'verdict',
      'verdict',
      undefined,
    ]);
    worklist.say('agree');
    expect([worklist.selected?.film.filmId, worklist.withholds(image)]).toEqual(['a', null]);
    worklist.say('agree');
    expect(worklist.selected?.film.filmId).toBe('c');
  });

  it('opens what has no score, without a number until one is asked for', async () => {
    const { worklist, arrive, shown } = harness();
    worklist.narrow({ outcome: 'failed' });
    worklist.step(0);
    worklist.read();
    await Promise.resolve();
    const image = arrive('x');
    expect([shown, worklist.withholds(image)]).toMatchObject([
      ['image of x'],
      { why: 'noScore', error: { code: 'truncated-file' } },
    ]);
    worklist.askAnyway(image.imageId);
    expect(worklist.withholds(image)).toBeNull();
  });

  it('takes no verdict while another film than the selected is on screen, and says why one is not', async () => {
    const { worklist, arrive, kept } = harness();
    worklist.read();
    await Promise.resolve();
    arrive('a');
    worklist.next();
    worklist.say('agree');
    expect([worklist.selected?.film.filmId, worklist.isOnScreen, kept]).toEqual(['b', false, []]);
    await Promise.resolve();
    const error = { code: 'file-not-found', message: 'Gone.' } as const;
    worklist.refuse('opening of b', [{ displayName: 'b.dcm', error }]);
    expect(worklist.refusal).toEqual(error);
  });

  it('narrows the list, and moves on where a verdict takes a study out of it', () => {
    const { worklist } = harness();
    worklist.narrow({ verdict: 'none' });
    worklist.say('agree');
    expect([listed(worklist), worklist.selected?.film.filmId]).toEqual([['b', 'c'], 'b']);
    worklist.narrow({ text: 'P-a' });
    expect([listed(worklist), worklist.isNarrowed]).toEqual([[], true]);
  });

  it('keeps scores of an older model apart, below, and takes no verdict on them', () => {
    const { worklist, kept } = harness();
    worklist.receive([worklistFilm('old', 0.99, { isOlder: true })], false);
    expect(listed(worklist)).toEqual(['a', 'b', 'c', 'old']);
    worklist.step(Infinity);
    worklist.say('agree');
    expect([worklist.selected?.film.filmId, kept]).toEqual(['old', []]);
  });

  it('replaces a film that comes again', () => {
    const { worklist } = harness();
    worklist.receive([worklistFilm('c', 0.95)], false);
    expect(listed(worklist)).toEqual(['c', 'a', 'b']);
  });

  it('brings the last scan back when it is shown with nothing in it', () => {
    const { worklist, reopened } = harness();
    worklist.toggle();
    expect([worklist.open, reopened.length]).toEqual([true, 0]);
    worklist.toggle();
    worklist.receive([], true);
    worklist.toggle();
    expect([worklist.open, reopened.length]).toEqual([true, 1]);
  });

  it('recalls what was said before', async () => {
    const { worklist } = harness([{ studyKey: 'study of c', verdict: 'agree' }]);
    await Promise.resolve();
    expect(worklist.verdictOf('study of c')).toBe('agree');
  });

  it('shows the film it opens, among others of an archive, and opens it once', async () => {
    const { worklist, shown, opened, arrive } = harness();
    worklist.open = true;
    worklist.read();
    await Promise.resolve();
    worklist.heed('another', [imageOf('a')]);
    expect(shown).toEqual([]);
    arrive('a');
    expect([shown, worklist.open, worklist.reading]).toEqual([['image of a'], false, true]);
    worklist.say('agree');
    await Promise.resolve();
    arrive('b');
    worklist.undo();
    expect([shown, opened]).toEqual([
      ['image of a', 'image of b', 'image of a'],
      ['a', 'b'],
    ]);
  });
});
