import { AnnotationScene } from '../../../src-renderer/state/annotation-scene.svelte.ts';
import { AnnotationsState } from '../../../src-renderer/state/annotations.svelte.ts';
import { LayoutState } from '../../../src-renderer/state/layout.svelte.ts';
import { MarkedFilms } from '../../../src-renderer/state/marked-films.svelte.ts';
import { ViewportState } from '../../../src-renderer/state/viewport.svelte.ts';
import { followDrawing } from '../../../src-renderer/viewport/draw-pointer.ts';
import { followPointer } from '../../../src-renderer/viewport/pointer.ts';
import { MarksInMemory } from '../../support/marks-in-memory.ts';
import { syntheticFilm } from '../../support/synthetic-film.ts';

/** A film of 40 x 40 pixels on 400 x 400 CSS pixels at twice the density: ten CSS pixels a pixel. */
function surface() {
  const viewport = new ViewportState();
  viewport.canvas = { width: 800, height: 800 };
  viewport.request('a');
  viewport.receive('a', syntheticFilm({ rows: 40, columns: 40 }));
  viewport.painted('a');
  const film = () =>
    viewport.content.state === 'shown'
      ? { imageId: 'a', frame: viewport.content.frame, modality: null }
      : null;
  const annotations = new AnnotationsState(film, new MarkedFilms(new MarksInMemory()));
  const layout = new LayoutState();
  const scene = new AnnotationScene(annotations, viewport, layout);
  scene.size = { width: 400, height: 400 };
  const element = document.createElement('div');
  element.setPointerCapture = () => undefined;
  element.getBoundingClientRect = () => ({ left: 0, top: 0, width: 400, height: 400 }) as DOMRect;
  followPointer(element, viewport);
  followDrawing(element, { viewport, annotations, scene });
  const send = (type: string, x: number, y: number, more: MouseEventInit = {}): void => {
    // Of a pointer event only what mouse events have is used, and jsdom has no others.
    element.dispatchEvent(new MouseEvent(type, { clientX: x, clientY: y, cancelable: true, ...more }));
  };
  const click = (x: number, y: number): void => {
    send('pointermove', x, y);
    send('pointerdown', x, y);
    send('pointerup', x, y);
  };
  const drag = (...path: readonly (readonly [number, number])[]): void => {
    send('pointerdown', ...path[0]!);
    for (const place of path.slice(1)) send('pointermove', ...place, { buttons: 1 });
    send('pointerup', ...path.at(-1)!);
  };
  const points = () => annotations.annotations.map((one) => one.points.map(({ x, y }) => [x, y]));
  return { viewport, annotations, layout, scene, element, send, click, drag, points };
}

describe('drawing with the pointer', () => {
  it('draws by a drag, in pixels of the image, and leaves the window alone', () => {
    const { viewport, drag, points } = surface();
    viewport.tool = 'length';
    drag([20, 30], [60, 90], [120, 130]);
    expect(points()).toEqual([
      [
        [2, 3],
        [12, 13],
      ],
    ]);
    expect(viewport.window).toMatchObject({ center: 2048, width: 4096 });
  });

  it('draws by clicks, and again without another key', () => {
    const { viewport, click, points } = surface();
    viewport.tool = 'angle';
    for (const [x, y] of [
      [50, 50],
      [100, 50],
      [100, 100],
    ] as const)
      click(x, y);
    click(300, 300);
    expect(points()).toEqual([
      [
        [5, 5],
        [10, 5],
        [10, 10],
      ],
    ]);
  });

  it('draws on the film as it is turned', () => {
    const { viewport, drag, points } = surface();
    viewport.turn(90);
    viewport.tool = 'arrow';
    drag([20, 30], [100, 30]);
    // Turned right, the screen's left is the film's lower edge: along the screen is up the film.
    expect(points()[0]!.flat().map(Math.round)).toEqual([3, 38, 3, 30]);
  });

  it('traces a region, and closes one that was clicked at its first point', () => {
    const { viewport, annotations, drag, click } = surface();
    viewport.tool = 'freehand';
    drag([100, 100], [200, 100], [200, 200], [201, 201], [100, 200]);
    // The step of a pixel and a half is left out.
    expect(annotations.annotations[0]?.points).toHaveLength(4);
    for (const [x, y] of [
      [20, 20],
      [60, 20],
      [60, 60],
      [21, 21],
    ] as const)
      click(x, y);
    expect(annotations.annotations[1]?.points).toEqual([
      { x: 2, y: 2 },
      { x: 6, y: 2 },
      { x: 6, y: 6 },
    ]);
  });

  it('ends a polyline with a double click, which is no switch of the screen, or with Enter', () => {
    const { viewport, element, annotations, click, send } = surface();
    const switched = jest.fn();
    element.addEventListener('dblclick', switched);
    viewport.tool = 'polyline';
    click(20, 20);
    click(80, 20);
    click(80, 20);
    send('dblclick', 80, 20);
    expect(annotations.annotations[0]?.points).toHaveLength(2);
    click(200, 200);
    click(250, 200);
    element.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }));
    expect(annotations.annotations).toHaveLength(2);
    expect(switched).not.toHaveBeenCalled();
  });

  it('reads the value under the pointer while the probe is in hand', () => {
    const { viewport, annotations, send } = surface();
    send('pointermove', 25, 35);
    expect(annotations.probed).toBeNull();
    viewport.tool = 'probe';
    send('pointermove', 25, 35);
    expect(annotations.probed).toEqual({ x: 2.5, y: 3.5 });
    send('pointerleave', 25, 35);
    expect(annotations.probed).toBeNull();
  });
});

describe('editing with the pointer', () => {
  function withLine() {
    const board = surface();
    board.annotations.add('length', [
      { x: 10, y: 10 },
      { x: 30, y: 10 },
    ]);
    board.annotations.selectedId = null;
    return board;
  }

  it('selects with a click, and with one beside it lets go', () => {
    const { annotations, click } = withLine();
    click(200, 102);
    expect(annotations.selected?.shape).toBe('length');
    expect(annotations.canRedo).toBe(false);
    click(200, 350);
    expect(annotations.selected).toBeNull();
  });

  it('moves the whole by its line and one end by its handle, each one step to undo', () => {
    const { annotations, drag, points } = withLine();
    drag([200, 100], [205, 120], [210, 150]);
    expect(points()).toEqual([
      [
        [11, 15],
        [31, 15],
      ],
    ]);
    drag([312, 152], [332, 192]);
    expect(points()).toEqual([
      [
        [11, 15],
        [33, 19],
      ],
    ]);
    annotations.undo();
    annotations.undo();
    expect(points()).toEqual([
      [
        [10, 10],
        [30, 10],
      ],
    ]);
  });

  it('moves a label by itself', () => {
    const { annotations, drag, points } = withLine();
    annotations.drag({ ...annotations.annotations[0]!, labelAt: { x: 5, y: 30 } });
    annotations.drop();
    drag([55, 305], [75, 325]);
    expect(annotations.annotations[0]?.labelAt).toEqual({ x: 7, y: 32 });
    expect(points()[0]).toEqual([
      [10, 10],
      [30, 10],
    ]);
  });

  it('moves what is selected by pixels of the screen, whichever way the film is turned, and nothing else', () => {
    const { annotations, scene, viewport, click, points } = withLine();
    scene.nudge(1, 0);
    expect(points()[0]).toEqual([
      [10, 10],
      [30, 10],
    ]);
    click(200, 102);
    // Twenty pixels of the screen to one of the film.
    scene.nudge(-10, 1);
    expect(points()[0]).toEqual([
      [9.5, 10.05],
      [29.5, 10.05],
    ]);
    viewport.turn(90);
    scene.nudge(10, 0);
    expect(annotations.annotations[0]!.points[0]!.x).toBeCloseTo(9.5, 9);
    expect(annotations.annotations[0]!.points[0]!.y).toBeCloseTo(10.05 - 0.5, 9);
  });

  it('takes hold of nothing that is hidden', () => {
    const { annotations, layout, click } = withLine();
    layout.annotations = false;
    click(200, 102);
    expect(annotations.selected).toBeNull();
  });

  it('writes beside what is clicked twice', () => {
    const { annotations, send } = withLine();
    send('dblclick', 200, 100);
    expect(annotations.writing?.shape).toBe('length');
  });

  it('leaves other buttons, and what nothing lies under, to the view', () => {
    const { viewport, drag, send } = withLine();
    drag([300, 300], [364, 300]);
    expect(viewport.window?.width).not.toBe(4096);
    viewport.reset();
    send('pointerdown', 200, 100, { button: 1 });
    send('pointermove', 210, 100);
    send('pointerup', 210, 100);
    expect(viewport.fitted).toBe(false);
  });
});
