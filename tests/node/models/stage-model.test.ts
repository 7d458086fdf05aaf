import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDecodePool } from '../../../src-main/node/decode/decode-pool.ts';
import { packModel } from '../../../src-main/node/models/pack-model.ts';
import { ModelShelf } from '../../../src-main/node/models/model-shelf.ts';
import { stageModel } from '../../../src-main/node/models/stage-model.ts';
import { writeTinyModel } from '../../support/tiny-model.ts';

const checkout = join(__dirname, '../../..');
const films = join(checkout, 'assets/samples');
const builtIn = join(checkout, 'assets/models');
const trust = { install: 'any' as const, keys: [] };

describe('stageModel', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'osteon-staging-'))));
  afterEach(() => rmSync(folder, { recursive: true }));
  const stage = async (packageFile: string) => {
    const pool = createDecodePool({ workerFile: join(checkout, 'out/main/decode-worker.cjs'), threads: 1 });
    try {
      return await stageModel(pool, { packageFile, shelf: join(folder, 'shelf'), builtIn, films, trust });
    } finally {
      await pool.close();
    }
  };

  it('compares the packed model with the one in use on the sample study, and leaves that in use', async () => {
    const packageFile = join(folder, 'same.osteon-model');
    writeFileSync(packageFile, await packModel(builtIn, null));
    const { comparison, modelId, isSigned } = await stage(packageFile);
    expect(isSigned).toBe(false);
    expect(comparison.map(({ film }) => film)).toEqual(['phantom-fracture.dcm', 'phantom-intact.dcm']);
    // It is the same network, so every film gets the same score, or is outside the scope of both.
    for (const { before, after } of comparison) expect(after).toBe(before);
    expect(comparison.some(({ after }) => after !== null)).toBe(true);
    const shelf = new ModelShelf(join(folder, 'shelf'), builtIn, trust);
    expect(shelf.directory).toBe(builtIn);
    shelf.use(modelId);
    expect(shelf.directory).toBe(join(folder, 'shelf', modelId));
  });

  it('leaves nothing of a model that does not compute what its card says', async () => {
    const wrong = join(folder, 'wrong');
    await writeTinyModel(wrong);
    const card = join(wrong, 'fracture-classifier.json');
    writeFileSync(card, readFileSync(card, 'utf8').replace(/"logit":-?[\d.e-]+/, '"logit":99'));
    const packageFile = join(folder, 'wrong.osteon-model');
    writeFileSync(packageFile, await packModel(wrong, null));
    await expect(stage(packageFile)).rejects.toMatchObject({ code: 'provider-unavailable' });
    expect(new ModelShelf(join(folder, 'shelf'), builtIn, trust).canGoBack).toBe(false);
  });
});
