import { displayValues } from '#common/imaging/display-values';
import { equivalentWindow } from '#common/imaging/equivalent-window';
import { frameOf } from '../../support/synthetic-frame.ts';

const table = (entries: readonly number[], firstMapped = 0) => ({
  firstMapped,
  entries: Uint16Array.from(entries),
  bitsPerEntry: 8,
  explanation: null,
});

describe('equivalentWindow', () => {
  it('shows a straight table’s inputs as the table does', () => {
    const voiLut = table([0, 0, 51, 102, 153, 204, 255, 255], -3);
    const { window, falls } = equivalentWindow(voiLut);
    // From the last 0, input -2, to the first 255, input 3: centre 1, width 6.
    expect([window.center, window.width, falls]).toEqual([1, 6, false]);
    const frame = frameOf(1, 8, Int16Array.of(-3, -2, -1, 0, 1, 2, 3, 4), {
      pixelRepresentation: 1,
      voiLuts: [voiLut],
    });
    expect(displayValues(frame, window, false)).toEqual(
      displayValues(frame, { kind: 'table', index: 0 }, false),
    );
  });

  it('tells of a table that falls', () => {
    expect(equivalentWindow(table([255, 128, 0]))).toMatchObject({ falls: true, window: { width: 3 } });
  });

  it.each([[[7, 7, 7]], [[7]], [[]]])('makes a window that the standard allows of %j', (entries) => {
    expect(equivalentWindow(table(entries)).window.width).toBeGreaterThanOrEqual(1);
  });
});
