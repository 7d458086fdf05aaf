import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { configurations } from '../../training/configurations/named.ts';
import { readCheckpoint } from '../../training/fine-tuning/checkpoint.ts';
import { writeLabelledFilm } from '../support/labelled-films.ts';
import { cutEntry, runEntry } from '../support/run-entry.ts';
import { describeWithSharedData } from '../support/shared-data.ts';

// The minute's training takes several on a machine that has other work.
jest.setTimeout(900_000);

const folder = mkdtempSync(join(tmpdir(), 'osteon-train-'));
const cache = join(folder, 'cache');
afterAll(() => rmSync(folder, { recursive: true }));

function train(...args: readonly string[]) {
  return runEntry('train.ts', [...args, '--cache', cache]);
}

describeWithSharedData('npm run train', (data) => {
  const [run, stopped] = [join(folder, 'run'), join(folder, 'stopped')];
  const minute = (place: string) => ['--configuration', 'minute', '--data', data, '--run', place];
  const bytes = (place: string) => readFileSync(join(place, 'minute/last.safetensors'));
  const last = (place: string) => readCheckpoint(join(place, 'minute/last.safetensors'));

  it('learns, tells how far it is, and leaves checkpoints and a plot', async () => {
    const { code, stdout, stderr } = await train(...minute(run));
    expect(stderr).toBe('');
    expect(stdout).toMatch(/Leakage between splits:[\s\S]*train +validation/);
    expect(stdout).toMatch(/minute: epoch 6 at 96, loss [\d.]+, validation AUROC 0\.\d{4}.*0 min left/);
    expect(code).toBe(0);
    const { history } = await last(run);
    expect(history).toHaveLength(6);
    expect(history.at(-1)!.meanLoss).toBeLessThan(0.9 * history[0]!.meanLoss);
    expect(Math.max(...history.map(({ validationAuroc }) => validationAuroc))).toBeGreaterThan(0.6);
    expect(existsSync(join(run, 'minute/best.safetensors'))).toBe(true);
    expect(readFileSync(join(run, 'training.html'), 'utf8')).toContain('96 × 96');
  });

  it('refuses to train over a run, and has nothing left to do when it resumes a finished one', async () => {
    const again = await train(...minute(run));
    expect([again.code, again.stderr]).toEqual([1, expect.stringContaining('exists: --resume goes on')]);
    cpSync(run, stopped, { recursive: true });
    const resumed = await train(...minute(stopped), '--resume');
    expect([resumed.code, resumed.stdout]).toEqual([0, expect.not.stringContaining('epoch')]);
    expect(bytes(stopped).equals(bytes(run))).toBe(true);
  });

  const onPosix = process.platform === 'win32' ? it.skip : it;
  onPosix(
    'comes to the same weights, bit for bit, when the power fails on the way and it is resumed',
    async () => {
      const cut = join(folder, 'cut');
      const { code } = await cutEntry('train.ts', [...minute(cut), '--cache', cache], /minute: epoch 2 at/);
      expect(code).toBeNull();
      const { history } = await last(cut);
      expect(history.length).toBeGreaterThanOrEqual(1);
      expect(history.length).toBeLessThan(6);
      expect(await train(...minute(cut), '--resume')).toMatchObject({ code: 0, stderr: '' });
      // The files differ in how fast the epochs went, which they tell too.
      expect(isDeepStrictEqual((await last(cut)).state, (await last(run)).state)).toBe(true);
    },
  );

  it('refuses checkpoints of another configuration', async () => {
    expect(existsSync(join(stopped, 'minute/last.safetensors'))).toBe(true);
    const args = ['--configuration', 'minute', '--data', data, '--run', stopped, '--from', 'assets/models'];
    const { code, stderr } = await train(...args, '--resume');
    expect([code, stderr]).toEqual([1, expect.stringContaining('is of another configuration')]);
  });
});

describe('npm run train with films it cannot train on', () => {
  const own = (place: string) =>
    train('--data', place, '--from', 'assets/models', '--run', join(folder, 'own'));

  it.each([
    ['a folder without films', 0, 'No film lies in a folder "fractured" or "not fractured"'],
    ['a folder of one class', 4, 'has only fractured films'],
  ])('ends with one line for %s', async (_, fractured, message) => {
    const place = mkdtempSync(join(folder, 'films-'));
    for (let i = 0; i < fractured; i++)
      await writeLabelledFilm(place, { name: `${i}.png`, fractured: true, bright: i / 9 });
    const { code, stderr } = await own(place);
    expect(stderr).toContain(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(code).toBe(1);
  });

  it('asks for the model to go on from', async () => {
    const { code, stderr } = await train('--configuration', 'clinic', '--data', folder);
    expect([code, stderr]).toEqual([1, expect.stringContaining('needs --from')]);
  });

  it('names the configurations there are', async () => {
    const { code, stderr } = await train('--configuration', 'unknown');
    expect([code, stderr]).toEqual([
      1,
      expect.stringContaining(`only ${Object.keys(configurations).join(', ')}`),
    ]);
    expect((await train('--help')).stdout).toContain('--configuration NAME');
  });
});
