import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  chooseProvider,
  providerCandidates,
  type ProviderOptions,
} from '../../../src-main/node/inference/execution-provider.ts';
import { loadModel, type StoredModel } from '../../../src-main/node/inference/model-store.ts';
import { listedProviders } from '../../../src-main/node/inference/onnx-session.ts';
import { writeTinyModel } from '../../support/tiny-model.ts';

describe('chooseProvider', () => {
  let folder: string;
  let model: StoredModel;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'osteon-model-'));
    await writeTinyModel(folder);
    model = await loadModel(folder);
  });
  afterAll(() => rm(folder, { recursive: true }));

  const auto = (probe: ProviderOptions['probe']) =>
    chooseProvider(model, { choice: 'auto', threads: 1, candidates: ['coreml', 'cpu'], probe });

  it.each([
    ['one that fails', { ok: false, reason: 'no device' }, /^coreml: no device$/],
    [
      'one that computes something else',
      { ok: true, measurement: { agrees: false, milliseconds: 1e-9 } },
      /does not reproduce/,
    ],
    [
      'one that is hardly faster',
      { ok: true, measurement: { agrees: true, milliseconds: 1e9 } },
      /0\.0 times as fast as the CPU/,
    ],
  ] as const)('passes over %s and says why', async (_, reply, reason) => {
    const { provider, session, passedOver } = await auto(() => Promise.resolve(reply));
    expect(provider).toBe('cpu');
    expect(passedOver).toHaveLength(2);
    expect(passedOver[0]).toMatch(reason);
    await session.release();
  });

  it('goes on to the next when a promising one then does not open', async () => {
    const { provider, session, passedOver } = await auto(() =>
      Promise.resolve({ ok: true, measurement: { agrees: true, milliseconds: 1e-9 } }),
    );
    // CoreML exists on macOS only; the second candidate, the CPU by name, opens and is taken.
    expect(provider).toBe('cpu');
    expect(passedOver).toHaveLength(process.platform === 'darwin' ? 0 : 1);
    await session.release();
  });

  it('refuses a model whose recorded reference the CPU itself does not reproduce', async () => {
    const reference = { ...model.card.reference, logit: model.card.reference.logit + 1 };
    const other = { ...model, card: { ...model.card, reference } };
    const options = { choice: 'cpu', threads: 1, candidates: [], probe: neverAsked } as const;
    await expect(chooseProvider(other, options)).rejects.toMatchObject({ code: 'provider-unavailable' });
  });

  it('does not open a provider that was asked for and gives no answer in its thread', async () => {
    const silent = { ok: false, reason: 'no answer within 10 s' } as const;
    const options = { choice: 'coreml', threads: 1, candidates: [], probe: async () => silent } as const;
    await expect(chooseProvider(model, options)).rejects.toMatchObject({
      code: 'provider-unavailable',
      message: 'coreml: no answer within 10 s',
    });
  });

  const neverAsked = (): never => {
    throw new Error('the CPU is not probed');
  };
});

describe('providerCandidates', () => {
  it('names only what the installed runtime lists', async () => {
    for (const platform of ['linux', 'win32', 'darwin', 'aix'] as const)
      for (const provider of await providerCandidates(platform))
        expect(await listedProviders()).toContain(provider);
    expect(await providerCandidates('aix')).toEqual([]);
  });
});
