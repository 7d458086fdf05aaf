import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crashScans } from '../../../src-main/development/crash/crash-scans.ts';
import { writeSmallFilms } from '../../../src-main/development/crash/small-films.ts';
import { commandFile } from '../../support/run-command-line.ts';
import { writeTinyModel } from '../../support/tiny-model.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'osteon-crash-'));
  await writeTinyModel(join(folder, 'model'), { gain: -16, rows: 64, columns: 64 });
  await mkdir(join(folder, 'films'));
  writeSmallFilms(join(folder, 'films'), 12);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

// Each kill is a start of the command, which takes many seconds on a machine with other work.
describe('osteon scan, killed at random moments and resumed', () => {
  it('loses no film, repeats none, and writes the report of an undisturbed scan', async () => {
    const command = [commandFile, '--model', 'model'];
    const { reports, ...outcome } = await crashScans({ command, folder, kills: 4, seed: 7 });
    expect(outcome).toEqual({ kills: 4, lost: 0, repeated: 0, identical: true });
    expect(reports).toBeGreaterThan(0);
  }, 900_000);
});
