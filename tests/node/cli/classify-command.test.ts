import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ModelCard } from '#common/model/model-card';
import { filmFile } from '../../support/film-file.ts';
import { runCommandLine } from '../../support/run-command-line.ts';
import { writeTinyModel } from '../../support/tiny-model.ts';

const notice = 'Investigational, not for diagnosis';
let folder: string;
let model: string;
let card: ModelCard;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'osteon-classify-'));
  model = join(folder, 'model');
  card = await writeTinyModel(model, { gain: -16, rows: 64, columns: 64 });
  await writeFile(join(folder, 'hand.dcm'), filmFile());
  await writeFile(join(folder, 'hip.dcm'), filmFile({ BodyPartExamined: 'HIP' }));
  await writeFile(join(folder, 'chest.dcm'), filmFile({ BodyPartExamined: 'CHEST' }));
  await writeFile(join(folder, 'notes.txt'), 'no image');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const classify = (...args: string[]) => runCommandLine(['classify', ...args, '--model', model], folder);

describe('osteon classify', () => {
  it('prints one JSON object a line in the order of the files, and fails for those that failed', async () => {
    const files = ['missing', 'hand.dcm', 'chest.dcm', 'notes.txt', 'model'];
    const { code, stdout } = await classify(...files, '--json');
    expect(code).toBe(1);
    const lines = stdout.trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      {
        file: 'missing',
        error: { code: 'file-not-found', message: expect.any(String) },
        notice,
      },
      {
        file: 'hand.dcm',
        frame: 0,
        scope: 'inScope',
        scopeReason: 'validated',
        probability: expect.any(Number),
        release: 'threeWay',
        label: 'doubtful',
        operatingPoint: 'sensitive',
        provider: 'cpu',
        model: { name: card.name, version: card.version, sha256: card.onnx.sha256 },
        milliseconds: expect.any(Number),
        notice,
      },
      { file: 'chest.dcm', frame: 0, scope: 'outOfScope', scopeReason: 'body-part', notice },
      { file: 'notes.txt', error: { code: 'not-an-image', message: expect.any(String) }, notice },
      { file: 'model', error: { code: 'file-unreadable', message: expect.any(String) }, notice },
    ]);
  });

  it('tells people the verdict, its operating point and what ran, and succeeds out of scope too', async () => {
    const before = await readdir(folder);
    const { code, stdout, stderr } = await classify('hip.dcm', 'chest.dcm');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.replace(/\d+ ms/, 'N ms')).toBe(
      [
        'hip.dcm',
        '  doubtful, probability 0.73',
        '  sensitive operating point: sensitivity 95 % (90 % to 100 %), specificity 95 % (90 % to 100 %)',
        '  not validated for this image: The test set holds fewer than 20 fractures of this region.',
        `  tiny 0.0.1 (${card.onnx.sha256.slice(0, 12)}) on cpu, N ms`,
        'chest.dcm',
        '  outside scope: no result',
        '  The model was not made for this body part.',
        notice,
        '',
      ].join('\n'),
    );
    expect(await readdir(folder)).toEqual(before);
  });

  it('gives a score and no verdict where the model may only rank, and says why', async () => {
    const ranking = join(folder, 'ranking');
    const size = { gain: -16, rows: 64, columns: 64 };
    const { release } = await writeTinyModel(ranking, { ...size, release: 'rankingOnly' });
    const run = (...args: string[]) =>
      runCommandLine(['classify', 'hand.dcm', ...args, '--model', ranking], folder);
    const line = JSON.parse((await run('--json')).stdout) as Record<string, unknown>;
    expect(line).toMatchObject({ probability: expect.any(Number) as number, release: 'rankingOnly' });
    expect(line).not.toHaveProperty('label');
    const { stdout } = await run();
    expect(stdout.split('\n').slice(0, 3)).toEqual([
      'hand.dcm',
      '  ranking only: no verdict is given, ranking score 0.73',
      `  ${release.reason}`,
    ]);
    expect(stdout).not.toMatch(/suspected|doubtful|flagged/);
  });

  it('fails in one line when a forced provider is not there, instead of taking another', async () => {
    const { code, stdout, stderr } = await classify('hand.dcm', '--provider', 'coreml');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^osteon: provider-unavailable: [^\n]+\n$/);
  });

  it('fails in one line without a model', async () => {
    const args = ['classify', 'hand.dcm', '--model', join(folder, 'nowhere')];
    const { code, stdout, stderr } = await runCommandLine(args, folder);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^osteon: model-not-found: [^\n]+\n$/);
  });
});
