import { loadModel } from '#node/inference/model-store';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeLabelledFilm } from '../support/labelled-films.ts';
import { runEntry } from '../support/run-entry.ts';
import { writeTinyModel } from '../support/tiny-model.ts';

// Three processes that compile TypeScript, each with threads of its own.
jest.setTimeout(240_000);

const folder = mkdtempSync(join(tmpdir(), 'osteon-compare-'));
const [shipped, candidate, films] = ['models', 'candidate', 'films'].map((name) => join(folder, name));
afterAll(() => rmSync(folder, { recursive: true }));

beforeAll(async () => {
  // The old model holds dark films for fractured, the new one bright ones; the fractured films are the bright ones.
  await writeTinyModel(shipped!, { gain: -4, rows: 64, columns: 96 });
  await writeTinyModel(candidate!, { gain: 4, rows: 64, columns: 96 });
  for (let i = 0; i < 12; i++)
    await writeLabelledFilm(films!, { name: `${i}.png`, fractured: i >= 6, bright: (i + 1) / 13 });
});

describe('npm run compare', () => {
  it('says which model ranks better and replaces nothing', async () => {
    const before = await loadModel(shipped!);
    const { code, stdout } = await runEntry('compare.ts', [shipped!, candidate!, '--data', films!]);
    expect(stdout).toContain('NEW ranks better: +1.000 (1.000 to 1.000).');
    expect(stdout).toContain('12 films, 6 fractured');
    expect(code).toBe(0);
    expect(await loadModel(shipped!)).toEqual(before);
  });

  it('replaces the old model when it is asked to', async () => {
    const after = await loadModel(candidate!);
    const { stdout } = await runEntry('compare.ts', [shipped!, candidate!, '--data', films!, '--install']);
    expect(stdout).toContain('Installed.');
    expect(await loadModel(shipped!)).toEqual(after);
    expect(readdirSync(folder).filter((name) => name.startsWith('models.backup-'))).toHaveLength(1);
  });

  it('ends with one line when it is called wrongly', async () => {
    const { code, stderr } = await runEntry('compare.ts', [shipped!]);
    expect([code, stderr.trim()]).toEqual([1, expect.stringMatching(/^Usage: npm run compare/)]);
  });
});
