import { openSession } from '#node/inference/onnx-session';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { published } from '../../../training/configurations/published.ts';
import { readNetwork } from '../../../training/evaluation/evaluated-network.ts';
import { writeCheckpoint } from '../../../training/fine-tuning/checkpoint.ts';
import { parameterSpecs, type TrainingConfiguration } from '../../../training/fine-tuning/configuration.ts';
import { readImageNetStart } from '../../../training/fine-tuning/start-weights.ts';
import { initialState } from '../../../training/fine-tuning/trainer.ts';
import { layOut } from '../../../training/graph/parameters.ts';
import { describeWithSharedData } from '../../support/shared-data.ts';
import { writeTinyModel } from '../../support/tiny-model.ts';

// The pretrained network is read and written whole.
jest.setTimeout(120_000);

const folder = mkdtempSync(join(tmpdir(), 'osteon-network-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('readNetwork', () => {
  it('reads a model by its card', async () => {
    const model = join(folder, 'model');
    const card = await writeTinyModel(model);
    expect(await readNetwork(model, 'nowhere')).toMatchObject({
      name: 'tiny',
      sha256: card.onnx.sha256,
      card,
    });
  });

  it('asks for the export of a run that went on from another model', async () => {
    const run = join(folder, 'clinic');
    mkdirSync(run);
    writeFileSync(join(run, 'configuration.json'), JSON.stringify({ sources: [{ kind: 'own' }] }));
    await expect(readNetwork(run, 'nowhere')).rejects.toThrow('export it first');
  });
});

describeWithSharedData('readNetwork of a run', (data) => {
  const run = join(folder, 'published');
  // The published network at the smallest input, so that its flattened head is small.
  const configuration: TrainingConfiguration = {
    ...published,
    phases: [{ name: 'published', learningRate: 1e-4, stages: [{ size: 64, epochs: 1, zoom: [1, 1] }] }],
  };

  it('joins the trained head with the frozen backbone', async () => {
    const { parameters } = await readImageNetStart(
      configuration,
      layOut(parameterSpecs(configuration)),
      data,
    );
    const checkpoint = {
      configurationSha256: '',
      history: [{ epoch: 1, size: 64, meanLoss: 1, validationAuroc: 0.9, minutes: 1 }],
      state: initialState(parameters, configuration),
    };
    mkdirSync(join(run, 'published'), { recursive: true });
    for (const file of ['best', 'last'])
      await writeCheckpoint(join(run, 'published', `${file}.safetensors`), checkpoint);
    writeFileSync(join(run, 'configuration.json'), JSON.stringify(configuration));
    const network = await readNetwork(run, data);
    expect(network).toMatchObject({ name: 'published', trainedOn: 'kaggle', card: null });
    const session = await openSession(network.onnx, { provider: 'cpu' });
    const { rows, columns } = network.input;
    const values = new Float32Array(rows * columns).fill(0.25);
    const outputs = await session.run({ [network.pixels]: { values, dims: [1, 1, rows, columns] } });
    await session.release();
    expect(Object.keys(outputs)).toEqual([network.logit]);
    expect(Number.isFinite(outputs[network.logit]!.values[0])).toBe(true);
  });
});
