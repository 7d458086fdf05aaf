import { anatomyOf } from '#common/measure/anatomy';
import type { Shape } from '#common/measure/annotation';
import { annotationOf } from '#common/measure/draft';
import { grabAt } from '#common/measure/grab';
import { placeLabels } from '#common/measure/labels';
import { handlesOf, movedBy, outlineOf, withHandleAt } from '#common/measure/outline';
import { sceneOf } from '#common/measure/scene';
import type { Point } from '#common/viewer/view-transform';
import { frameOf } from '../../support/synthetic-frame.ts';

const at = (x: number, y: number): Point => ({ x, y });
const square = { across: 1, down: 1 };
const drawing = (id: string, shape: Shape, ...points: Point[]) => annotationOf(id, shape, points);

describe('an outline', () => {
  it('follows the ellipse', () => {
    const [path] = outlineOf(drawing('a', 'ellipse', at(2, 4), at(12, 8)), square).paths;
    for (const { x, y } of path!) expect(((x - 7) / 5) ** 2 + ((y - 6) / 2) ** 2).toBeCloseTo(1, 9);
    expect(path!.at(-1)!.x).toBeCloseTo(path![0]!.x, 9);
  });

  it('joins the two lines of a Cobb angle and leads a perpendicular to its foot', () => {
    const cobb = outlineOf(drawing('a', 'cobb', at(0, 0), at(4, 0), at(0, 8), at(4, 8)), square);
    expect(cobb.aids).toEqual([[at(2, 0), at(2, 8)]]);
    const beyond = outlineOf(drawing('b', 'perpendicular', at(0, 0), at(4, 0), at(9, 3)), square);
    expect(beyond.paths[1]).toEqual([at(9, 0), at(9, 3)]);
    expect(beyond.aids).toEqual([[at(4, 0), at(9, 0)]]);
  });

  it('is drawn of half a shape too', () => {
    expect(outlineOf(drawing('a', 'cobb', at(0, 0), at(4, 0), at(0, 8)), square).paths).toHaveLength(2);
    expect(outlineOf(drawing('a', 'rectangle', at(0, 0)), square).paths).toEqual([[]]);
  });
});

describe('editing', () => {
  const box = drawing('a', 'rectangle', at(2, 3), at(8, 9));

  it('drags one corner of a box and leaves the opposite one', () => {
    const corners = handlesOf(box);
    expect(corners).toEqual([at(2, 3), at(8, 3), at(8, 9), at(2, 9)]);
    corners.forEach((_, index) => {
      const after = handlesOf(withHandleAt(box, index, at(5, 5)));
      expect(after[index]).toEqual(at(5, 5));
      expect(after[(index + 2) % 4]).toEqual(corners[(index + 2) % 4]);
    });
  });

  it('drags a point of a line alone, and a whole with its label', () => {
    expect(withHandleAt(drawing('a', 'length', at(0, 0), at(1, 1)), 1, at(5, 0)).points).toEqual([
      at(0, 0),
      at(5, 0),
    ]);
    expect(movedBy({ ...box, labelAt: at(1, 1) }, at(10, -1))).toMatchObject({
      points: [at(12, 2), at(18, 8)],
      labelAt: at(11, 0),
    });
  });

  it('offers no handles of a trail, which they would hide', () => {
    const trail = Array.from({ length: 60 }, (_, i) => at(i, i));
    expect(handlesOf(drawing('a', 'drawing', ...trail))).toEqual([]);
  });
});

const screen = { width: 400, height: 300 };
const nowhere = () => 0;

describe('labels', () => {
  const around = { left: 100, top: 100, right: 200, bottom: 140 };
  const size = { width: 80, height: 24 };
  const box = ({ x, y }: Point) => ({ left: x, top: y, right: x + size.width, bottom: y + size.height });
  const apart = (a: typeof around, b: typeof around) =>
    a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;

  it('stand beside their shapes and off one another', () => {
    const other = { left: 210, top: 90, right: 320, bottom: 150 };
    const places = placeLabels(
      [
        { size, around, at: null },
        { size, around: other, at: null },
      ],
      screen,
      [],
      nowhere,
    );
    const [first, second] = places.map(box);
    for (const shape of [around, other])
      expect([apart(first!, shape), apart(second!, shape)]).toEqual([true, true]);
    expect(apart(first!, second!)).toBe(true);
  });

  it('keep off the anatomy, and off what is to be left free', () => {
    // Everything right of 90 is bone, and there is a text in the upper left.
    const corner = { left: 0, top: 0, right: 90, bottom: 130 };
    const covered = ({ right }: { right: number }) => (right > 90 ? 1 : 0);
    const [place] = placeLabels([{ size, around, at: null }], screen, [corner], covered);
    expect(box(place!).right).toBeLessThanOrEqual(90);
    expect(apart(box(place!), corner)).toBe(true);
  });

  it('stay on the screen and where a person put them', () => {
    const edge = { left: 380, top: 280, right: 399, bottom: 299 };
    const [place, put] = placeLabels(
      [
        { size, around: edge, at: null },
        { size, around, at: at(7, 8) },
      ],
      screen,
      [],
      nowhere,
    );
    expect(place!.x).toBeLessThanOrEqual(400 - 80);
    expect(place!.y).toBeLessThanOrEqual(300 - 24);
    expect(put).toEqual(at(7, 8));
  });
});

describe('what the pointer takes hold of', () => {
  // The screen shows the image twice as large.
  const map = {
    toScreen: ({ x, y }: Point) => at(2 * x, 2 * y),
    toImage: ({ x, y }: Point) => at(x / 2, y / 2),
    size: screen,
  };
  const line = drawing('line', 'length', at(10, 50), at(60, 50));
  const ring = drawing('ring', 'ellipse', at(80, 20), at(120, 60));
  const scene = sceneOf(
    [
      { annotation: line, lines: ['25 mm at detector'] },
      { annotation: ring, lines: [] },
    ],
    square,
    map,
    [],
    () => false,
  );

  it('is a line within six pixels and a handle within eight', () => {
    expect(grabAt(scene, null, at(60, 105))).toEqual({ id: 'line', part: 'whole' });
    expect(grabAt(scene, null, at(60, 107))).toBeNull();
    expect(grabAt(scene, 'line', at(20, 107))).toEqual({ id: 'line', part: 0 });
    expect(grabAt(scene, 'line', at(127, 102))).toEqual({ id: 'line', part: 1 });
  });

  it('is the edge of a region and not what it encloses', () => {
    expect(grabAt(scene, null, at(160, 80))).toEqual({ id: 'ring', part: 'whole' });
    expect(grabAt(scene, null, at(200, 80))).toBeNull();
  });

  it('is a label, by a leader tied to its line', () => {
    const { box, leader } = scene[0]!.label!;
    expect(grabAt(scene, null, at(box.left + 2, box.top + 2))).toEqual({ id: 'line', part: 'label' });
    expect(leader![1].y).toBe(100);
    expect(scene[1]!.label).toBeNull();
  });

  it('is the topmost where two lie on each other', () => {
    const twice = sceneOf(
      [line, { ...line, id: 'above' }].map((annotation) => ({ annotation, lines: [] })),
      square,
      map,
      [],
      () => false,
    );
    expect(grabAt(twice, null, at(60, 100))?.id).toBe('above');
    expect(grabAt(twice, 'line', at(20, 100))).toEqual({ id: 'line', part: 0 });
  });
});

describe('anatomyOf', () => {
  it('tells bone from open background, under any polarity', () => {
    const half = (bone: number, air: number) =>
      Uint16Array.from({ length: 200 * 200 }, (_, i) => (i % 200 < 100 ? bone : air));
    const windows = [{ center: 512, width: 1024, explanation: null }];
    for (const frame of [
      frameOf(200, 200, half(900, 5), { bitsStored: 10, windows }),
      frameOf(200, 200, half(100, 1020), {
        bitsStored: 10,
        windows,
        photometricInterpretation: 'MONOCHROME1',
      }),
    ]) {
      const isAnatomy = anatomyOf(frame);
      expect([isAnatomy(at(50, 50)), isAnatomy(at(150, 50)), isAnatomy(at(-3, 50))]).toEqual([
        true,
        false,
        false,
      ]);
    }
  });
});
