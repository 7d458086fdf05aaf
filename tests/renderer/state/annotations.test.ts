import type { ImageId } from '#common/contract/ipc';
import { noMarks, type Marks, type MarkStore } from '#common/measure/marks';
import { quantityText } from '#common/measure/measurement-texts';
import { AnnotationsState } from '../../../src-renderer/state/annotations.svelte.ts';
import { MarkedFilms } from '../../../src-renderer/state/marked-films.svelte.ts';
import { ViewportState } from '../../../src-renderer/state/viewport.svelte.ts';
import { MarksInMemory } from '../../support/marks-in-memory.ts';
import { Deferred } from '../../support/scripted-bridge.ts';
import { syntheticFilm } from '../../support/synthetic-film.ts';

const at = (x: number, y: number) => ({ x, y });

/** Annotations over the film of a viewport, which `show` changes as the session does. */
function annotating(store: MarkStore = new MarksInMemory()) {
  const viewport = new ViewportState();
  const films = new MarkedFilms(store);
  const annotations = new AnnotationsState(
    () =>
      viewport.content.state === 'shown' && viewport.paintedId === viewport.content.imageId
        ? { imageId: viewport.content.imageId, frame: viewport.content.frame, modality: 'DX' }
        : null,
    films,
  );
  const show = async (imageId: ImageId): Promise<void> => {
    const recalled = annotations.turnTo(imageId);
    viewport.request(imageId);
    viewport.receive(imageId, syntheticFilm({ rows: 40, columns: 40 }));
    viewport.painted(imageId);
    await recalled;
  };
  const says = (): readonly string[] =>
    annotations.annotations.flatMap((one) =>
      annotations
        .measurementOf(one)
        .quantities.slice(0, 1)
        .map((one) => quantityText(one)),
    );
  return { annotations, films, show, says, viewport };
}

describe('AnnotationsState', () => {
  it('selects what was drawn and says what it measures', async () => {
    const { annotations, show, says } = annotating();
    await show('a');
    annotations.add('length', [at(0, 0), at(30, 40)]);
    expect(annotations.selected?.shape).toBe('length');
    expect(says()).toEqual(['50 px']);
  });

  it('measures anew what was changed and only that', async () => {
    const { annotations, show } = annotating();
    await show('a');
    annotations.add('ellipse', [at(2, 2), at(9, 9)]);
    annotations.add('length', [at(0, 0), at(3, 4)]);
    const [ring, line] = annotations.annotations;
    const before = annotations.measurementOf(ring!);
    annotations.drag({ ...line!, points: [at(0, 0), at(6, 8)] });
    expect(annotations.measurementOf(annotations.annotations[0]!)).toBe(before);
    expect(annotations.measurementOf(annotations.annotations[1]!).quantities[0]?.value).toBe(10);
  });

  it('takes back and brings back additions, moves, texts and deletions one by one', async () => {
    const { annotations, show } = annotating();
    await show('a');
    const seen = () => annotations.annotations.map(({ points, text }) => `${points[0]!.x}${text}`).join();
    annotations.add('length', [at(1, 0), at(3, 4)]);
    annotations.drag({ ...annotations.selected!, points: [at(2, 0), at(3, 4)] });
    annotations.drag({ ...annotations.selected!, points: [at(5, 0), at(3, 4)] });
    annotations.drop();
    annotations.write(annotations.selectedId!);
    annotations.written(' cortex');
    annotations.removeSelected();
    const story = ['', '5 cortex', '5', '1', ''];
    const back = story.map(() => {
      const now = seen();
      annotations.undo();
      return now;
    });
    expect(back).toEqual(story);
    annotations.redo();
    annotations.redo();
    expect(seen()).toBe('5');
    expect([annotations.canUndo, annotations.canRedo]).toEqual([true, true]);
  });

  it('keeps every film’s own drawings and undoes nothing on another film', async () => {
    const { annotations, show, says } = annotating();
    await show('a');
    annotations.add('length', [at(0, 0), at(3, 4)]);
    await show('b');
    expect(annotations.annotations).toEqual([]);
    annotations.undo();
    annotations.add('length', [at(0, 0), at(6, 8)]);
    await show('a');
    expect(says()).toEqual(['5 px']);
  });

  it('deletes all of a film at once, and brings all back', async () => {
    const { annotations, show, says } = annotating();
    await show('a');
    annotations.add('length', [at(0, 0), at(3, 4)]);
    annotations.add('length', [at(0, 0), at(6, 8)]);
    annotations.removeAll();
    expect([says(), annotations.selectedId]).toEqual([[], null]);
    annotations.undo();
    expect(says()).toEqual(['5 px', '10 px']);
  });

  it('takes moves by keys that follow each other back as one', async () => {
    const { annotations, show } = annotating();
    await show('a');
    annotations.add('probe', [at(4, 4)]);
    const move = (): void =>
      annotations.nudge({
        ...annotations.selected!,
        points: [at(annotations.selected!.points[0]!.x + 1, 4)],
      });
    move();
    move();
    annotations.toggleKeyImage();
    move();
    const places = [0, 1, 2, 3].map(() => {
      const x = annotations.annotations[0]?.points[0]!.x;
      annotations.undo();
      return x;
    });
    expect(places).toEqual([7, 6, 6, 4]);
  });

  it('stars a film and takes the star back, on screen or not', async () => {
    const { annotations, films, show } = annotating();
    await show('a');
    annotations.toggleKeyImage();
    await films.placed([{ imageId: 'never shown', studyId: 1, isKeyImage: true }]);
    expect(['a', 'never shown', 'b'].map((id) => films.isKeyImage(id))).toEqual([true, true, false]);
    annotations.undo();
    expect([annotations.isKeyImage, films.isKeyImage('a')]).toEqual([false, false]);
  });

  it('does nothing while no film is on screen', () => {
    const { annotations } = annotating();
    annotations.add('length', [at(0, 0), at(3, 4)]);
    annotations.undo();
    expect(annotations.annotations).toEqual([]);
  });

  it('calibrates by a line and by an object, and takes that back too', async () => {
    const { annotations, show, says } = annotating();
    await show('a');
    annotations.add('length', [at(0, 0), at(0, 20)]);
    expect([annotations.calibrate(10), says()]).toEqual([true, ['10 mm calibrated by user']]);
    annotations.undo();
    expect(says()).toEqual(['20 px']);
    annotations.redo();
    // A round object of 10 pixels that is 25 mm wide: the line of 20 pixels is 50 mm.
    annotations.add('ellipse', [at(5, 5), at(15, 15)]);
    expect(annotations.calibrate(25)).toBe(true);
    expect(says()[0]).toBe('50 mm calibrated by user');
    annotations.removeCalibration();
    expect(says()[0]).toBe('20 px');
  });

  it('refuses to calibrate by an angle and by no size', async () => {
    const { annotations, show } = annotating();
    await show('a');
    annotations.add('angle', [at(0, 0), at(3, 0), at(3, 3)]);
    expect([annotations.calibratable(), annotations.calibrate(10), annotations.wishCalibration()]).toEqual([
      null,
      false,
      false,
    ]);
    annotations.add('length', [at(0, 0), at(3, 4)]);
    expect([annotations.calibrate(0), annotations.calibrate(NaN)]).toEqual([false, false]);
    annotations.selectedId = null;
    expect([annotations.wishCalibration(), annotations.selected?.shape]).toEqual([true, 'length']);
  });

  it('keeps what was drawn and calibrated, undone or not, and takes it up where the film is opened again', async () => {
    const store = new MarksInMemory();
    const first = annotating(store);
    await first.show('a');
    first.annotations.add('length', [at(0, 0), at(0, 20)]);
    first.annotations.calibrate(10);
    first.annotations.add('length', [at(0, 0), at(0, 4)]);
    first.annotations.add('length', [at(0, 0), at(0, 6)]);
    first.annotations.undo();
    const again = annotating(store);
    await again.show('a');
    expect(again.says()).toEqual(['10 mm calibrated by user', '2 mm calibrated by user']);
    expect(again.annotations.canUndo).toBe(false);
    again.annotations.remove(again.annotations.annotations[0]!.id);
    again.annotations.removeCalibration();
    const third = annotating(store);
    await third.show('a');
    expect(third.says()).toEqual(['4 px']);
  });

  it('puts what was kept under what was drawn before it came, out of the reach of undo', async () => {
    const store = new MarksInMemory();
    const first = annotating(store);
    await first.show('a');
    first.annotations.add('length', [at(0, 0), at(3, 4)]);
    const late = new Deferred<Marks>();
    const { annotations, show, says } = annotating({ recall: () => late.promise, keep: () => undefined });
    const shown = show('a');
    annotations.add('length', [at(0, 0), at(6, 8)]);
    late.resolve((await store.recall('a'))!);
    await shown;
    expect(says()).toEqual(['5 px', '10 px']);
    annotations.undo();
    annotations.undo();
    expect(says()).toEqual(['5 px']);
  });

  it('asks again for what could not be recalled, when the film is shown again or has come into the store', async () => {
    const asked: string[] = [];
    let kept: Marks | null = null;
    const { show, films, says } = annotating({
      recall: (imageId) => {
        asked.push(imageId);
        return asked.length === 1 ? Promise.reject(new Error('busy')) : Promise.resolve(kept);
      },
      keep: () => undefined,
    });
    for (const film of ['a', 'b', 'a']) await show(film);
    const points = [at(0, 0), at(3, 4)];
    kept = { ...noMarks, annotations: [{ id: '1', shape: 'length', points, text: '', labelAt: null }] };
    await films.placed(['a', 'never shown'].map((imageId) => ({ imageId, studyId: 1 })));
    await films.placed([{ imageId: 'a', studyId: 1 }]);
    expect([asked.join(''), says()]).toEqual(['abaa', ['5 px']]);
  });

  it('asks for a text before there is one, and drops one without a word', async () => {
    const { annotations, show } = annotating();
    await show('a');
    annotations.add('text', [at(4, 4)]);
    expect([annotations.writing?.shape, annotations.annotations.length]).toEqual(['text', 0]);
    annotations.written('osteophyte');
    expect(annotations.annotations[0]).toMatchObject({ text: 'osteophyte', labelAt: at(4, 4) });
    annotations.add('text', [at(8, 8)]);
    annotations.written('');
    expect(annotations.annotations).toHaveLength(1);
    annotations.write(annotations.annotations[0]!.id);
    annotations.written('');
    expect(annotations.annotations).toHaveLength(0);
  });

  it('gives up what is under way, then the selection, then nothing', async () => {
    const { annotations, show } = annotating();
    await show('a');
    annotations.add('length', [at(0, 0), at(3, 4)]);
    annotations.draft = { shape: 'angle', fixed: [at(0, 0)], loose: at(1, 1) };
    expect([annotations.cancel(), annotations.draft, annotations.selected?.shape]).toEqual([
      true,
      null,
      'length',
    ]);
    expect([annotations.cancel(), annotations.selected]).toEqual([true, null]);
    expect(annotations.cancel()).toBe(false);
  });
});
