import type { OverlayPlane } from '#common/imaging/overlay-plane';
import { renderFrame, type RenderOptions } from '#common/imaging/render-frame';
import { windowVoi } from '#common/imaging/voi';
import { frameOf } from '../../support/synthetic-frame.ts';

const options: RenderOptions = {
  voi: windowVoi({ center: 128, width: 256 }),
  invert: false,
  overlays: true,
  shutter: true,
  bits: 8,
};
const dot: OverlayPlane = {
  group: 0x6000,
  type: 'G',
  label: null,
  rows: 1,
  columns: 1,
  origin: [1, 3],
  bits: Uint8Array.of(1),
};
const film = {
  ...frameOf(1, 4, Uint16Array.of(200, 200, 200, 200), {
    shutters: [{ shape: 'RECTANGULAR', left: 2, right: 9, upper: 1, lower: 1 }],
  }),
  overlays: [dot],
};

describe('renderFrame', () => {
  it('lays shutter and overlay over the film, at eight and at sixteen bits', () => {
    // The rim lets 95 of 255 through: 200 * 95 / 255 is 74.5; at 16 bits 200 * 257 * 95 / 255 is 19149.
    expect([...renderFrame(film, options).samples]).toEqual([0, 75, 255, 75]);
    expect([...renderFrame(film, { ...options, bits: 16 }).samples]).toEqual([0, 19149, 65535, 19149]);
  });

  it('leaves them out where they are not wanted', () => {
    const plain = renderFrame(film, { ...options, overlays: false, shutter: false });
    expect([...plain.samples]).toEqual([200, 200, 200, 200]);
  });

  it('makes pixels square along their longer side', () => {
    const tall = frameOf(2, 1, Uint16Array.of(0, 100), { pixelAspectRatio: 2 });
    // Two pixels become four, a quarter of a pixel beside their centres, the edges held.
    expect(renderFrame(tall, options)).toEqual({
      rows: 4,
      columns: 1,
      channels: 1,
      samples: Uint8ClampedArray.of(0, 25, 75, 100),
    });
    const wide = frameOf(1, 2, Uint16Array.of(0, 100), { pixelAspectRatio: 0.5 });
    expect(renderFrame(wide, options)).toMatchObject({ rows: 1, columns: 4 });
  });

  it('shows a palette in its colours', () => {
    const palette = {
      firstMapped: 0,
      red: Uint16Array.of(0, 255),
      green: Uint16Array.of(0, 128),
      blue: Uint16Array.of(0, 7),
      bitsPerEntry: 8,
    } as const;
    const frame = frameOf(1, 2, Uint8Array.of(1, 0), { bitsAllocated: 8, palette });
    expect(renderFrame(frame, options)).toMatchObject({
      channels: 3,
      samples: Uint8ClampedArray.of(255, 128, 7, 0, 0, 0),
    });
  });

  it('ignores an aspect ratio that no film has', () => {
    const absurd = frameOf(1, 1, Uint16Array.of(1), { pixelAspectRatio: 1e6 });
    expect(renderFrame(absurd, options)).toMatchObject({ rows: 1, columns: 1 });
  });
});
