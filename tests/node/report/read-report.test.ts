import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toReportRow, type ReportedFrame } from '#node/report/columns';
import { toCsv } from '#node/report/csv';
import { toJson, toNdjson } from '#node/report/json';
import { readReport } from '#node/report/read-report';

const model = { name: 'two words', version: '1.2.3', sha256: 'ab'.repeat(32) };
const frames: readonly ReportedFrame[] = [
  {
    path: 'a "b",\r\nä.dcm',
    attributes: null,
    frame: 3,
    outcome: {
      kind: 'result',
      result: {
        scope: { status: 'inScope', reason: 'validated' },
        prediction: { logit: 1, probability: 0.123456789012345, release: 'rankingOnly' },
        stamp: { provider: 'cpu', model },
      },
    },
  },
  {
    path: 'broken',
    attributes: null,
    frame: null,
    outcome: { kind: 'failure', error: { code: 'file-empty', message: 'Empty.' } },
  },
];
async function* source(): AsyncGenerator<ReportedFrame> {
  yield* frames;
}

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'osteon-read-report-'))));
afterAll(() => rmSync(folder, { recursive: true }));

describe('readReport', () => {
  it.each([
    ['.csv', toCsv],
    ['.ndjson', toNdjson],
    ['.json', toJson],
  ])('reads %s back as it was written, every digit of it', async (ending, write) => {
    let text = '';
    for await (const piece of write(source())) text += piece;
    const file = join(folder, `results${ending}`);
    writeFileSync(file, text);
    expect(await readReport(file)).toEqual(frames.map(toReportRow));
  });

  it.each([
    ['other.csv', 'name,score\r\na,1\r\n'],
    ['other.json', '{"rows": [{"path": 7}]}'],
    ['cut.ndjson', '{"path": "a'],
  ])('refuses %s, which no scan wrote', async (name, text) => {
    writeFileSync(join(folder, name), text);
    await expect(readReport(join(folder, name))).rejects.toMatchObject({ code: 'malformed-file' });
  });

  it('says that there is none', async () => {
    await expect(readReport(join(folder, 'none.csv'))).rejects.toMatchObject({ code: 'file-not-found' });
  });
});
