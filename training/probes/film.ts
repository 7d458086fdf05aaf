import { noAttributes } from '#common/dicom/attributes';
import type { DecodedFrame } from '#common/imaging/decoded-frame';
import { greyPlane } from '#common/imaging/grey';
import { resampleArea } from '#common/imaging/resample-area';
import { plainPixels } from '#node/decode/plain-pixels';

/** A grey film as a probe changes it: `rows * columns` intensities in [0, 1] in C order, 1 the brightest. */
export interface Film {
  readonly rows: number;
  readonly columns: number;
  readonly intensities: Float32Array;
}

/** The film that a frame shows, of unsigned samples: the files of the data sets are of no other kind. */
export function filmOf(frame: DecodedFrame): Film {
  const { rows, columns, values } = greyPlane(frame);
  const fullScale = 2 ** frame.description.pixels.bitsStored - 1;
  return { rows, columns, intensities: Float32Array.from(values, (value) => value / fullScale) };
}

/** The film as unsigned samples of 8 to 16 bits over the whole range. */
export function quantise({ intensities }: Film, bits: number): Uint8Array | Uint16Array {
  const fullScale = 2 ** bits - 1;
  const samples = bits > 8 ? new Uint16Array(intensities.length) : new Uint8Array(intensities.length);
  for (let i = 0; i < samples.length; i++) samples[i] = Math.round(intensities[i]! * fullScale);
  return samples;
}

/** The film as a decoder would hand it over, at 16 bits, so that nothing is lost but what a probe took away. */
export function frameOf(film: Film): DecodedFrame {
  const { rows, columns } = film;
  const pixels = plainPixels({ rows, columns, samplesPerPixel: 1, bitsStored: 16, lossy: false });
  return {
    description: { container: 'png', attributes: noAttributes, pixels },
    frame: 0,
    reduction: 1,
    overlays: [],
    storedValues: quantise(film, 16),
  };
}

/** The film at half its size, each pixel the mean of the area it covers; an odd size is rounded down. */
export function halve({ rows, columns, intensities }: Film): Film {
  const [halfRows, halfColumns] = [rows >> 1, columns >> 1];
  const halved = resampleArea({ rows, columns, values: intensities }, halfRows, halfColumns);
  return { rows: halfRows, columns: halfColumns, intensities: halved };
}
