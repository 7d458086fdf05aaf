import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '#common/errors';
import type { PredictedResult } from '#common/viewer/finding';
import { toCsv } from '#node/report/csv';
import { toJson, toNdjson } from '#node/report/json';
import { reportWriterFor } from '#node/report/report-format';
import { writeOutput } from '#node/report/write-output';
import type { ScanRow } from '#node/scan/scan-row';
import { filmDescription } from '../../support/film.ts';

const notice = 'Investigational, not for diagnosis';
const model = { name: 'fracture-classifier', version: '1.2.3', sha256: 'ab'.repeat(32) };
const probability = 0.123456789012345;
const { attributes } = filmDescription({
  patientId: '=1+1',
  accessionNumber: 'A,"7"',
  studyDate: '20260102',
});
const classifiedResult: PredictedResult = {
  scope: { status: 'unknown', reason: 'age-unknown' },
  prediction: {
    logit: -1,
    probability,
    release: 'threeWay',
    label: 'doubtful',
    operatingPoint: 'sensitive',
  },
  attentionMap: {
    rows: 1,
    columns: 1,
    logits: Float32Array.of(-1),
    letterbox: {
      imageRows: 1,
      imageColumns: 1,
      inputRows: 1,
      inputColumns: 1,
      contentRows: 1,
      contentColumns: 1,
      top: 0,
      left: 0,
    },
  },
  stamp: { provider: 'cpu', model, milliseconds: 12.3456 },
};
const classified: ScanRow = {
  path: 'films/ä "b".dcm',
  attributes,
  frame: 0,
  outcome: { kind: 'result', result: classifiedResult },
};
const ranked: ScanRow = {
  ...classified,
  outcome: {
    kind: 'result',
    result: {
      ...classifiedResult,
      prediction: { logit: -1, probability, release: 'rankingOnly' },
    },
  },
};
const refused: ScanRow = {
  path: 'ct.dcm',
  attributes: filmDescription({ modality: 'CT', patientId: 'P\r2' }).attributes,
  frame: 3,
  outcome: { kind: 'result', result: { scope: { status: 'outOfScope', reason: 'modality' } } },
};
const failed: ScanRow = {
  path: 'broken',
  attributes: null,
  frame: null,
  outcome: { kind: 'failure', error: { code: 'truncated-file', message: 'It ends early, at 5 bytes.' } },
};

async function* rows(): AsyncGenerator<ScanRow> {
  yield classified;
  yield refused;
  yield failed;
}
const textOf = async (pieces: AsyncIterable<string>) => {
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
};

describe('toCsv', () => {
  it('writes RFC 4180 lines, every cell as the file has it', async () => {
    expect(await textOf(toCsv(rows()))).toBe(
      [
        'path,patientId,accessionNumber,studyDate,bodyPartExamined,imageLaterality,studyInstanceUid,' +
          'seriesInstanceUid,sopInstanceUid,frame,scope,scopeReason,probability,release,label,operatingPoint,provider,' +
          'model,errorCode,errorMessage,notice',
        `"films/ä ""b"".dcm",=1+1,"A,""7""",20260102,HAND,,,,,0,unknown,age-unknown,0.123456789012345,threeWay,doubtful,` +
          `sensitive,cpu,fracture-classifier 1.2.3 ${model.sha256},,,"${notice}"`,
        `ct.dcm,"P\r2",,,HAND,,,,,3,outOfScope,modality,,,,,,,,,"${notice}"`,
        `broken,,,,,,,,,,,,,,,,,,truncated-file,"It ends early, at 5 bytes.","${notice}"`,
        '',
      ].join('\r\n'),
    );
  });
});

describe('toNdjson', () => {
  it('writes an object a line, each with the notice', async () => {
    const lines = (await textOf(toNdjson(rows()))).trimEnd().split('\n');
    const objects = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(objects.map(({ notice }) => notice)).toEqual([notice, notice, notice]);
    expect(objects[0]).toMatchObject({ patientId: '=1+1', probability, model, errorCode: null });
    expect(objects[1]).toMatchObject({ scope: 'outOfScope', probability: null, label: null, model: null });
  });
});

describe('a report of a model that may only rank', () => {
  const only = async function* () {
    yield ranked;
  };

  it('says so beside the probability and leaves label and operating point empty', async () => {
    expect(JSON.parse(await textOf(toNdjson(only())))).toMatchObject({
      probability,
      release: 'rankingOnly',
      label: null,
      operatingPoint: null,
    });
    const [, line] = (await textOf(toCsv(only()))).split('\r\n');
    expect(line).toContain(`age-unknown,${probability},rankingOnly,,,cpu,`);
    expect(line).not.toMatch(/suspected|doubtful|notFlagged/);
  });
});

describe('toJson', () => {
  it('writes one document with the notice above the rows, also of none', async () => {
    const document = JSON.parse(await textOf(toJson(rows()))) as { notice: string; rows: unknown[] };
    expect(document.notice).toBe(notice);
    expect(document.rows).toHaveLength(3);
    expect(JSON.parse(await textOf(toJson((async function* () {})())))).toEqual({ notice, rows: [] });
  });
});

describe('reportWriterFor', () => {
  it('goes by the ending', () => {
    expect(['a.csv', 'A.NDJSON', 'a.json', 'a.txt', 'csv'].map(reportWriterFor)).toEqual([
      toCsv,
      toNdjson,
      toJson,
      null,
      null,
    ]);
  });
});

describe('writeOutput', () => {
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'osteon-report-'))));
  afterEach(() => rm(folder, { recursive: true }));

  it('leaves the old report alone, and nothing beside it, when the rows fail', async () => {
    const file = join(folder, 'results.csv');
    await writeFile(file, 'old');
    const failing = (async function* () {
      yield 'new';
      throw new AppError('cancelled', 'Enough.');
    })();
    await expect(writeOutput(file, failing)).rejects.toMatchObject({ code: 'cancelled' });
    expect([await readdir(folder), await readFile(file, 'utf8')]).toEqual([['results.csv'], 'old']);
    await writeOutput(file, toCsv(rows()));
    expect([await readdir(folder), (await readFile(file, 'utf8')).split('\r\n').length]).toEqual([
      ['results.csv'],
      5,
    ]);
  });

  it('says so when the folder cannot be written to', async () => {
    const writing = writeOutput(join(tmpdir(), 'no', 'such', 'folder', 'a.csv'), toCsv(rows()));
    await expect(writing).rejects.toMatchObject({ code: 'output-unwritable' });
  });
});
