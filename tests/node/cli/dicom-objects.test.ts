import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { parseDataSet } from '#common/dicom/parse';
import { Tag } from '#common/dicom/tags';
import { filmFile } from '../../support/film-file.ts';
import { runCommandLine } from '../../support/run-command-line.ts';
import { writeTinyModel } from '../../support/tiny-model.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'osteon-command-objects-'));
  await writeTinyModel(join(folder, 'model'), { gain: -16, rows: 64, columns: 64 });
  await writeFile(join(folder, 'hand.dcm'), filmFile());
  await writeFile(
    join(folder, 'chest.dcm'),
    filmFile({ BodyPartExamined: 'CHEST', SOPInstanceUID: '2.25.7' }),
  );
  await writeFile(join(folder, 'bare.dcm'), filmFile({ StudyInstanceUID: '' }));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const run = (...args: string[]) => runCommandLine([...args, '--model', 'model'], folder);

describe('osteon scan --dicom-sr', () => {
  it('writes a report a film beside the rows, names the film that gets none, and then fails', async () => {
    const films = ['hand.dcm', 'chest.dcm', 'bare.dcm'];
    const { code, stderr } = await run('scan', ...films, '--out', 'rows.csv', '--dicom-sr', 'made/reports');
    expect(code).toBe(1);
    expect(stderr).toContain('bare.dcm: no DICOM objects: The image has no Study Instance UID (0020,000D)');
    expect((await readFile(join(folder, 'rows.csv'), 'utf8')).split('\r\n')).toHaveLength(5);
    const names = await readdir(join(folder, 'made/reports'));
    expect(names.sort()).toEqual(['2.25.1.1.sr.dcm', '2.25.7.1.sr.dcm']);
    const report = parseDataSet(await readFile(join(folder, 'made/reports', names[0]!)));
    expect(report.text(Tag.modality)).toBe('SR');
    expect(report.text(Tag.patientName)).toBe('Made^Up');
  });

  it('writes a picture of a film that got a number, named as its source, and none of one that got none', async () => {
    await run('classify', 'hand.dcm', 'chest.dcm', '--secondary-capture', 'pictures');
    expect(await readdir(join(folder, 'pictures'))).toEqual(['2.25.1.1.sc.dcm']);
    const picture = parseDataSet(await readFile(join(folder, 'pictures', '2.25.1.1.sc.dcm')));
    expect(picture.text(Tag.photometricInterpretation)).toBe('RGB');
    expect(picture.text(Tag.imageType)).toBe('DERIVED\\SECONDARY');
    const [source] = picture.sequence('x00082112');
    expect(source!.text('x00081155')).toBe('2.25.1');
  });

  it('has neither report nor objects grow where the output lies inside the input', async () => {
    const inside = (...names: string[]) => join(folder, 'inside', ...names);
    await mkdir(inside('films'), { recursive: true });
    await writeFile(inside('films', 'hand.dcm'), filmFile());
    const folders = ['--dicom-sr', 'inside/films/reports', '--secondary-capture', 'inside/films/pictures'];
    const files: string[][] = [];
    for (let turn = 0; turn < 3; turn++) {
      await run('scan', 'inside/films', '--out', 'inside/films/rows.csv', ...folders);
      files.push((await readdir(inside('films'), { recursive: true })).sort());
    }
    expect(files[2]).toEqual(files[0]);
    expect(files[0]).toEqual([
      ...[
        'hand.dcm',
        'pictures',
        'pictures/2.25.1.1.sc.dcm',
        'reports',
        'reports/2.25.1.1.sr.dcm',
        'rows.csv',
      ],
    ]);
    const rows = parse(await readFile(inside('films', 'rows.csv')), { columns: true, bom: true }) as Record<
      string,
      string
    >[];
    expect(rows.map(({ path, scopeReason, errorCode }) => [path, scopeReason, errorCode])).toEqual([
      ['inside/films/hand.dcm', expect.any(String), ''],
      ['inside/films/pictures/2.25.1.1.sc.dcm', 'secondary-capture', ''],
      ['inside/films/reports/2.25.1.1.sr.dcm', '', 'no-pixel-data'],
    ]);
  }, 60_000);

  it('refuses a root that is none before it judges anything', async () => {
    const { code, stderr } = await run('classify', 'hand.dcm', '--dicom-sr', 'x', '--uid-root', '1.2.x');
    expect(code).toBe(2);
    expect(stderr).toContain('A UID root is numbers with dots');
    expect(await readdir(folder)).not.toContain('x');
  });
});
