import { join } from 'node:path';
import { clinic } from '../../../training/configurations/clinic.ts';
import { parameterSpecs } from '../../../training/fine-tuning/configuration.ts';
import { continueFrom, readParentModel } from '../../../training/fine-tuning/parent-model.ts';
import { layOut, packParameters } from '../../../training/graph/parameters.ts';
import { encodeClassifier } from '../../../training/models/encode-classifier.ts';
import { readInitializers } from '../../../training/onnx/initializers.ts';
import { loadModel } from '../../../src-main/node/inference/model-store.ts';

const shippedModel = join(__dirname, '../../../assets/models');

describe('readParentModel', () => {
  it('reads the shipped network into parameters that make the same network again', async () => {
    const { parameters, head, card } = await readParentModel(shippedModel);
    const { onnx } = await loadModel(shippedModel);
    const again = readInitializers(encodeClassifier(parameters, head, card.input));
    const shipped = readInitializers(onnx);
    for (const [name, { values }] of again)
      expect(Buffer.from(values.buffer).equals(Buffer.from(shipped.get(name)!.values.buffer))).toBe(true);
    expect(again.size).toBeGreaterThan(100);
  });

  it('fills the vector of a training that goes on from it', async () => {
    const parent = await readParentModel(shippedModel);
    const configuration = continueFrom(clinic, parent);
    const vector = layOut(parameterSpecs(configuration));
    expect(packParameters(vector, parent.parameters)).toHaveLength(vector.size);
    expect(configuration.phases[0]!.stages[0]!.size).toBe(parent.card.input.rows);
    expect(configuration.version).toBe(`${parent.card.version}+own`);
  });
});
