import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filmFile } from '../../support/film-file.ts';
import { runCommandLine } from '../../support/run-command-line.ts';
import { writeTinyModel } from '../../support/tiny-model.ts';

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'osteon-report-command-'));
  for (const name of ['model', 'films']) mkdirSync(join(folder, name));
  await writeTinyModel(join(folder, 'model'), { gain: -16, rows: 64, columns: 64 });
  writeFileSync(join(folder, 'films', 'hand.dcm'), filmFile({ PatientID: '<img src=x>' }));
  writeFileSync(join(folder, 'films', 'short.dcm'), filmFile().subarray(0, 3000));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: string[]) => runCommandLine([...args, '--model', 'model'], folder);

describe('osteon report', () => {
  it('shows what stands out with the attention of the model, from the results of a scan', async () => {
    await run('scan', 'films', '--out', 'results.csv');
    expect(await run('report', 'results.csv', '--html', 'results.html')).toMatchObject({
      code: 0,
      stderr: '',
    });
    const page = readFileSync(join(folder, 'results.html'), 'utf8');
    const pictures = [...page.matchAll(/<img src="data:image\/png;base64,([^"]+)"/g)].map(([, png]) =>
      Buffer.from(png!, 'base64'),
    );
    expect(pictures.map((png) => png.subarray(1, 4).toString())).toEqual(['PNG', 'PNG']);
    expect(pictures[0]!.equals(pictures[1]!)).toBe(false);
    expect(page).toContain('Row 1: doubtful');
    expect(page).not.toContain('hand.dcm');
  });

  it('says which film is gone, and does not replace the results', async () => {
    rmSync(join(folder, 'films', 'hand.dcm'));
    expect(await run('report', 'results.csv', '--html', 'results.html', '--identity')).toMatchObject({
      code: 0,
    });
    const page = readFileSync(join(folder, 'results.html'), 'utf8');
    expect(page).toContain('<code>file-not-found</code>');
    expect(page).toContain('&lt;img src=x&gt;');
    expect(await run('report', 'results.csv', '--html', 'results.csv')).toMatchObject({ code: 1 });
  });
});
