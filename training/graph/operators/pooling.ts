import type { Emitter, Tensor } from '../emitter.ts';
import { extentsOf } from '../kernels/convolution.ts';
import type { Operator } from '../tape.ts';

/** The mean over the pixels of each channel: `[N, C, H, W]` planar to `[N, C]`. */
export const meanPool: Operator<object> = {
  forward(emitter, [x]) {
    const { cells, n, c } = flatten(emitter, x!);
    return emitter.emit('ReduceMean', [cells], [n, c], { attributes: { axes: [2], keepdims: 0 } });
  },
  vjp(emitter, { inputs: [x] }, dY) {
    const [n, c, h, w] = extentsOf(x!);
    return [
      () => {
        const share = emitter.pair('Mul', emitter.reshape(dY, [n, c, 1, 1]), emitter.scalar(1 / (h * w)));
        return emitter.emit('Expand', [share, emitter.integers(x!.shape)], x!.shape);
      },
    ];
  },
};

/**
 * `log(mean(exp(r x))) / r` over the pixels of each channel: between the mean (small r) and the maximum
 * (large r). `[N, C, H, W]` planar to `[N, C]`.
 */
export const logSumExpPool: Operator<{ readonly sharpness: number }> = {
  forward(emitter, [x], { sharpness }) {
    const { cells, n, c, area } = flatten(emitter, x!);
    const sharpened = emitter.pair('Mul', cells, emitter.scalar(sharpness));
    const attributes = { axes: [2], keepdims: 0 };
    const total = emitter.emit('ReduceLogSumExp', [sharpened], [n, c], { attributes });
    const mean = emitter.pair('Sub', total, emitter.scalar(Math.log(area)));
    return emitter.pair('Mul', mean, emitter.scalar(1 / sharpness));
  },
  vjp: (emitter, { inputs: [x], attributes: { sharpness } }, dY) => [
    () => {
      const { cells, n, c } = flatten(emitter, x!);
      const sharpened = emitter.pair('Mul', cells, emitter.scalar(sharpness));
      const shares = emitter.emit('Softmax', [sharpened], cells.shape, { attributes: { axis: 2 } });
      return emitter.reshape(emitter.pair('Mul', shares, emitter.reshape(dY, [n, c, 1])), x!.shape);
    },
  ],
};

interface Cells {
  readonly cells: Tensor;
  readonly n: number;
  readonly c: number;
  readonly area: number;
}

function flatten(emitter: Emitter, x: Tensor): Cells {
  if (x.layout !== 'planar') throw new RangeError('Only a planar feature map can be pooled.');
  const [n, c, h, w] = extentsOf(x);
  return { cells: emitter.reshape(x, [n, c, h * w]), n, c, area: h * w };
}
