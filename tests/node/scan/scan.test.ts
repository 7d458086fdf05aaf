import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { labelOf } from '#common/viewer/finding';
import { createDecodePool } from '#node/decode/decode-pool';
import { createClassifier } from '#node/inference/classifier';
import { scan } from '#node/scan/scan';
import type { ScanServices } from '#node/scan/scan-films';
import type { ScanRow } from '#node/scan/scan-row';
import { findFiles } from '#node/survey/find-files';
import { filmFile } from '../../support/film-file.ts';
import { writeTinyModel, type TinyModel } from '../../support/tiny-model.ts';

const workerFile = join(__dirname, '../../../out/main/decode-worker.cjs');
let folder: string;
let services: ScanServices;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'osteon-scan-'));
  const model = join(folder, 'model');
  await writeTinyModel(model, { gain: -16, rows: 64, columns: 64 });
  services = {
    pool: createDecodePool({ workerFile, threads: 2 }),
    classifier: await createClassifier({ modelDirectory: model, provider: 'cpu' }),
  };
});
afterAll(async () => {
  await services.pool.close();
  await services.classifier.release();
  await rm(folder, { recursive: true, force: true });
});

const films = async (files: Readonly<Record<string, Uint8Array | string>>): Promise<string> => {
  const root = await mkdtemp(join(folder, 'films-'));
  for (const [name, content] of Object.entries(files)) await writeFile(join(root, name), content);
  return root;
};
const rowsOf = async (root: string, jobs = 2): Promise<ScanRow[]> => {
  const rows: ScanRow[] = [];
  for await (const row of scan(findFiles([root]), services, { jobs })) rows.push(row);
  return rows;
};
const summaryOf = ({ path, frame, outcome }: ScanRow, root: string): string => {
  const name = `${relative(root, path)} ${frame}`;
  if (outcome.kind === 'failure') return `${name} ${outcome.error.code}`;
  const { scope } = outcome.result;
  const label = 'prediction' in outcome.result ? labelOf(outcome.result.prediction) : 'no number';
  return `${name} ${scope.status} ${scope.reason} ${label}`;
};

describe('scan', () => {
  it('gives a row per image and frame in the order of the files, a bad file among them', async () => {
    const film = filmFile();
    const twoFrames = filmFile({ Modality: 'RF', NumberOfFrames: 2, Rows: 128 });
    const root = await films({
      'a-hand.dcm': film,
      'b-broken.dcm': film.subarray(0, 5000),
      'c-claims.dcm': '<html></html>',
      'd-empty': '',
      'e-notes.txt': 'passed over',
      'f-ct': filmFile({ Modality: 'CT', SOPClassUID: '1.2.840.10008.5.1.4.1.1.2' }),
      'g-frames': twoFrames,
      'h-hip': filmFile({ BodyPartExamined: 'HIP' }),
    });
    expect((await rowsOf(root)).map((row) => summaryOf(row, root))).toEqual([
      'a-hand.dcm 0 inScope validated doubtful',
      'b-broken.dcm null truncated-file',
      'c-claims.dcm null not-an-image',
      'd-empty null file-empty',
      'f-ct 0 outOfScope modality no number',
      'g-frames 0 outOfScope multi-frame no number',
      'g-frames 1 outOfScope multi-frame no number',
      'h-hip 0 unknown region-not-validated doubtful',
    ]);
  });

  it('computes the probability of the film, stamps it with the model, and keeps the header', async () => {
    const [row] = await rowsOf(await films({ hand: filmFile({ PatientID: '<b>7</b>' }) }));
    expect(row).toMatchObject({
      attributes: { patientId: '<b>7</b>', bodyPartExamined: 'HAND' },
      outcome: { result: { stamp: { provider: 'cpu', model: { name: 'tiny' } } } },
    });
    if (row?.outcome.kind !== 'result' || !('prediction' in row.outcome.result)) throw new Error('no result');
    const { logit, probability } = row.outcome.result.prediction;
    // A ramp, whose mean intensity is 1/2, over 60 of the 64 columns and black bars beside it: 15/32. The
    // network takes (15/32 - 1/2) / (1/2) = -1/16 times its gain of -16, so the logit is 1.
    expect(logit).toBeCloseTo(1, 1);
    expect(probability).toBeCloseTo(1 / (1 + Math.exp(-(2 * logit - 1))), 6);
  });

  it('puts a blank film out of scope by its pixels', async () => {
    const blank = filmFile();
    blank.fill(0, blank.length - 256 * 240 * 2);
    const root = await films({ blank });
    expect((await rowsOf(root)).map((row) => summaryOf(row, root))).toEqual([
      'blank 0 outOfScope image-quality no number',
    ]);
  });

  it('gives no number to a film unlike those of the training, and none but the number where it may only rank', async () => {
    const root = await films({ hand: filmFile() });
    const rowOf = async (model: Partial<TinyModel>): Promise<ScanRow | undefined> => {
      const modelDirectory = await mkdtemp(join(folder, 'model-'));
      await writeTinyModel(modelDirectory, { gain: -16, rows: 64, columns: 64, ...model });
      const classifier = await createClassifier({ modelDirectory, provider: 'cpu' });
      const rows = scan(findFiles([root]), { ...services, classifier }, { jobs: 1 });
      const { value } = await rows.next();
      await rows.return(undefined);
      await classifier.release();
      return value as ScanRow | undefined;
    };
    // The logit of this film is about 1, and so is its distance.
    expect((await rowOf({ distanceThreshold: 0.5 }))?.outcome).toEqual({
      kind: 'result',
      result: { scope: { status: 'outOfScope', reason: 'unlike-training-films' } },
    });
    const ranked = await rowOf({ distanceThreshold: 2, release: 'rankingOnly' });
    if (ranked?.outcome.kind !== 'result' || !('prediction' in ranked.outcome.result))
      throw new Error('none');
    expect(ranked.outcome.result.prediction).toEqual({
      logit: expect.any(Number) as number,
      probability: expect.any(Number) as number,
      release: 'rankingOnly',
    });
  });

  it('gives the same rows whatever the number of jobs', async () => {
    const named = Array.from(
      { length: 12 },
      (_, i) => [`film-${i}`, filmFile({ InstanceNumber: i })] as const,
    );
    const root = await films(Object.fromEntries(named));
    const probabilities = (rows: ScanRow[]) =>
      rows.map(({ path, outcome }) => [
        path,
        outcome.kind === 'result' && 'prediction' in outcome.result && outcome.result.prediction.probability,
      ]);
    expect(probabilities(await rowsOf(root, 5))).toEqual(probabilities(await rowsOf(root, 1)));
  });

  it('ends with "cancelled" when it is cancelled, and the pool goes on', async () => {
    const named = Array.from({ length: 6 }, (_, i) => [`film-${i}`, filmFile()] as const);
    const root = await films(Object.fromEntries(named));
    const controller = new AbortController();
    const rows = scan(findFiles([root]), services, { jobs: 2, signal: controller.signal });
    await rows.next();
    controller.abort();
    await expect(rows.next()).rejects.toMatchObject({ code: 'cancelled' });
    expect(await rowsOf(root)).toHaveLength(6);
  });
});
