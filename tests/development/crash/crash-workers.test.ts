import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crashWorkers } from '../../../src-main/development/crash/crash-workers.ts';
import { writeSmallFilms } from '../../../src-main/development/crash/small-films.ts';
import { startRedis } from '../../../src-main/development/redis-server.ts';
import { describeWithRedis } from '../../support/redis.ts';
import { commandFile } from '../../support/run-command-line.ts';
import { writeTinyModel } from '../../support/tiny-model.ts';

describeWithRedis('osteon scan by a queue of three workers, two of them killed', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'osteon-crash-workers-'));
    await writeTinyModel(join(folder, 'model'), { gain: -16, rows: 64, columns: 64 });
    await mkdir(join(folder, 'films'));
    writeSmallFilms(join(folder, 'films'), 20);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('loses no film, repeats none, and writes the report of an undisturbed scan', async () => {
    const server = await startRedis({ folder });
    const { reports, ...outcome } = await crashWorkers({
      command: [commandFile, '--model', 'model'],
      ...{ folder, kills: 2, seed: 3, workers: 3, replaced: false },
      queue: `redis://127.0.0.1:${server.port}`,
    });
    await server.kill();
    expect(outcome).toEqual({ kills: 2, lost: 0, repeated: 0, identical: true });
    expect(reports).toBeGreaterThan(0);
  }, 900_000);
});
