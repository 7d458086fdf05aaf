import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { referenceInput } from '#common/model/reference-input';
import { openSession } from '../../../src-main/node/inference/onnx-session.ts';
import { encodeForward } from '../../../training/fine-tuning/step-graph.ts';
import { nativeLayout } from '../../../training/graph/native-layout.ts';
import { layOut, packParameters } from '../../../training/graph/parameters.ts';
import { encodeClassifier } from '../../../training/models/encode-classifier.ts';
import type { HeadConfiguration } from '../../../training/models/head.ts';
import { greyStem } from '../../../training/models/mobilenet-v2.ts';
import { listParameters } from '../../../training/models/trainable-classifier.ts';
import { headNames } from '../../../training/models/trainable-head.ts';
import { readSafetensors } from '../../../training/weights/safetensors.ts';
import { describeWithSharedData } from '../../support/shared-data.ts';

const size = 224;
const head: HeadConfiguration = { kind: 'pool-linear', pooling: { method: 'mean' } };

/**
 * The pretrained network's mean features of the pattern `sine-1` on three equal channels, weighed by the cosines of
 * their numbers: computed once with PyTorch 1.13 in 64 bits from the weight file alone, padded SAME_UPPER by hand.
 */
const reference = -16.861336;

describeWithSharedData('the pretrained network', (folder) => {
  async function readParameters() {
    const bytes = await readFile(join(folder, 'weights', 'mobilenet-v2-1.0-224-imagenet.safetensors'));
    const cosines = Float32Array.from({ length: 1280 }, (_, channel) => Math.cos(channel));
    return new Map([
      ...greyStem(readSafetensors(bytes)),
      [headNames.weight, { shape: [1, 1280, 1, 1], values: cosines }],
      [headNames.bias, { shape: [1], values: Float32Array.of(0) }],
    ]);
  }

  const pixels = {
    values: referenceInput({
      preprocessing: 1,
      rows: size,
      columns: size,
      resample: 'area',
      fit: 'letterbox',
      lowerPercentile: 0,
      upperPercentile: 1,
      padValue: 0,
      mean: 0.5,
      std: 0.5,
    }),
    dims: [1, 1, size, size],
  };

  it('gives the reference logit as it is exported', async () => {
    const onnx = encodeClassifier(await readParameters(), head, { rows: size, columns: size });
    const session = await openSession(onnx, { provider: 'cpu', threads: 1 });
    const { logit } = await session.run({ pixels });
    await session.release();
    expect(logit!.values[0]).toBeCloseTo(reference, 3);
  });

  it('gives the reference logit as it is trained', async () => {
    const specs = listParameters({ head, size }).map((parameter) => ({
      ...parameter,
      learningRateScale: 1,
      decays: false,
    }));
    const vector = layOut(specs);
    const packed = packParameters(vector, await readParameters());
    const onnx = encodeForward(vector, { batchSize: 1, size, head, layout: nativeLayout() });
    const session = await openSession(onnx, { provider: 'cpu', threads: 1 });
    const parameters = { values: packed as Float32Array<ArrayBuffer>, dims: [vector.size] };
    const { logits } = await session.run({ pixels, parameters });
    await session.release();
    expect(logits!.values[0]).toBeCloseTo(reference, 3);
  });
});
