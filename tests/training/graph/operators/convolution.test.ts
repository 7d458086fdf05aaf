import type { Layout } from '../../../../training/graph/emitter.ts';
import { samePadding } from '../../../../training/graph/kernels/convolution.ts';
import { convolution } from '../../../../training/graph/operators/convolution.ts';
import { seededRandom } from '#common/sampling/seeded-random';
import { array64, type Array64 } from '../../../support/float64.ts';
import { measureOperator } from '../../../support/operator-gradients.ts';
import { nativeLayout } from '../../../../training/graph/native-layout.ts';

interface Shape {
  readonly films: number;
  readonly channels: number;
  readonly filters: number;
  readonly rows: number;
  readonly columns: number;
  readonly kernel: number;
  readonly stride: 1 | 2;
  readonly depthwise: boolean;
}

function convolve([x, weight, bias]: readonly Array64[], { stride, depthwise }: Shape, relu6: boolean) {
  const [films = 0, channels = 0, rows = 0, columns = 0] = x!.shape;
  const [filters = 0, depth = 0, kernel = 0] = weight!.shape;
  const down = samePadding(rows, kernel, stride);
  const right = samePadding(columns, kernel, stride);
  const output = new Float64Array(films * filters * down.output * right.output);
  let i = 0;
  for (let n = 0; n < films; n++)
    for (let filter = 0; filter < filters; filter++)
      for (let row = 0; row < down.output; row++)
        for (let column = 0; column < right.output; column++) {
          let sum = bias!.values[filter]!;
          for (let d = 0; d < depth; d++)
            for (let ky = 0; ky < kernel; ky++)
              for (let kx = 0; kx < kernel; kx++) {
                const y = row * stride + ky - down.before;
                const z = column * stride + kx - right.before;
                if (y < 0 || y >= rows || z < 0 || z >= columns) continue;
                const channel = depthwise ? filter : d;
                const pixel = ((n * channels + channel) * rows + y) * columns + z;
                sum +=
                  x!.values[pixel]! * weight!.values[((filter * depth + d) * kernel + ky) * kernel + kx]!;
              }
          output[i++] = relu6 ? clip(sum) : sum;
        }
  return output;
}

function clip(value: number): number {
  if (value < 0) return 0;
  return value > 6 ? 6 : value;
}

const pointwise = { kernel: 1, stride: 1, depthwise: false } as const;
const depthwise = { channels: 8, filters: 8, kernel: 3, depthwise: true } as const;
const stem = { channels: 1, filters: 8, kernel: 3, stride: 2, depthwise: false } as const;
const cases: readonly (readonly [string, Shape])[] = [
  ['pointwise', { films: 2, channels: 16, filters: 8, rows: 3, columns: 5, ...pointwise }],
  ['depthwise, stride 1, odd', { films: 2, rows: 7, columns: 5, stride: 1, ...depthwise }],
  ['depthwise, stride 1, even', { films: 2, rows: 6, columns: 8, stride: 1, ...depthwise }],
  ['depthwise, stride 2, even', { films: 2, rows: 8, columns: 6, stride: 2, ...depthwise }],
  ['depthwise, stride 2, odd', { films: 2, rows: 7, columns: 9, stride: 2, ...depthwise }],
  ['depthwise, stride 2, odd by even', { films: 2, rows: 9, columns: 6, stride: 2, ...depthwise }],
  ['depthwise, stride 1, a single cell', { films: 2, rows: 1, columns: 1, stride: 1, ...depthwise }],
  ['depthwise, stride 2, two cells', { films: 2, rows: 2, columns: 2, stride: 2, ...depthwise }],
  ['stem, even', { films: 2, rows: 8, columns: 6, ...stem }],
  ['stem, odd', { films: 2, rows: 7, columns: 5, ...stem }],
];

describe.each([...new Set<Layout>(['planar', nativeLayout()])])('convolution, %s', (layout) => {
  describe.each(cases)('%s', (_, shape) => {
    it.each([false, true])('has the gradients that finite differences predict, relu6 %s', async (relu6) => {
      const random = seededRandom(3);
      const { films, channels, filters, rows, columns, kernel, stride } = shape;
      const inputs = [
        array64([films, channels, rows, columns], () => 4 * (random() - 0.5)),
        array64([filters, shape.depthwise ? 1 : channels, kernel, kernel], () => 2 * (random() - 0.5)),
        array64([filters], () => 3 * random()),
      ].map(roundToFloat32);
      const { forward, gradients } = await measureOperator({
        operator: convolution,
        attributes: { stride, group: shape.depthwise ? channels : 1, relu6, layout },
        inputs,
        blocked: layout === 'blocked' && channels > 1 ? [0] : [],
        differentiated: [0, 1, 2],
        reference: (given) => convolve(given, shape, relu6),
      });
      expect(forward).toBeLessThan(1e-4);
      for (const deviation of gradients) expect(deviation).toBeLessThan(1e-3);
    });
  });
});

function roundToFloat32({ shape, values }: Array64): Array64 {
  return { shape, values: values.map(Math.fround) };
}
