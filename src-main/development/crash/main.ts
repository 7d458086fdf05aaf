import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { commandLineFile } from '../bench/checkout.ts';
import { startRedis } from '../redis-server.ts';
import { crashScans, type CrashOptions, type CrashOutcome } from './crash-scans.ts';
import { crashWorkers } from './crash-workers.ts';
import { writeSmallFilms } from './small-films.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '300' },
    films: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    /** Kills workers of a scan by a queue instead, this many at work at a time. */
    workers: { type: 'string', default: '0' },
  },
});
const workers = Number(values.workers);
const folder = mkdtempSync(join(tmpdir(), 'osteon-crash-'));
mkdirSync(join(folder, 'films'));
writeSmallFilms(join(folder, 'films'), Number(values.films));
const options: CrashOptions = {
  command: [commandLineFile],
  folder,
  kills: Number(values.kills),
  seed: Number(values.seed),
  onKill: (count) => {
    if (count % 25 === 0) console.log(`${count} kills`);
  },
};
const { kills, reports, lost, repeated, identical } = await (workers > 0
  ? killWorkers()
  : crashScans(options));
rmSync(folder, { recursive: true, force: true });
console.log(
  `${kills} kills${workers > 0 ? ' of workers' : ''} tried over ${reports} reports of ${values.films} films: ` +
    `${lost} films lost, ${repeated} films repeated, reports ${identical ? 'identical' : 'DIFFERENT'}`,
);
process.exitCode = lost + repeated > 0 || !identical ? 1 : 0;

async function killWorkers(): Promise<CrashOutcome> {
  const server = await startRedis({ folder });
  const queue = `redis://127.0.0.1:${server.port}`;
  try {
    return await crashWorkers({ ...options, queue, workers, replaced: true });
  } finally {
    await server.kill();
  }
}
