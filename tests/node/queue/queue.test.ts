import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { BatchControl } from '#node/batch/batch-control';
import { judgeHere, type FilmJudge } from '#node/batch/film-judge';
import { Journal } from '#node/batch/journal';
import { judgedBy, type BatchConditions, type JudgedFilm } from '#node/batch/journal-records';
import { reportedFrames, runBatch } from '#node/batch/run-batch';
import { createDecodePool } from '#node/decode/decode-pool';
import { createClassifier, type Classifier } from '#node/inference/classifier';
import { realRoots } from '#node/queue/film-roots';
import { judgeByQueue } from '#node/queue/judge-by-queue';
import type { QueueAddress } from '#node/queue/queue-address';
import { openAskingEnd } from '#node/queue/redis-queue';
import { TaskLedger } from '#node/queue/task-ledger';
import { workForQueue } from '#node/queue/work-for-queue';
import { toNdjson } from '#node/report/json';
import type { ScanServices } from '#node/scan/scan-films';
import { startRedis, type RedisServer } from '../../../src-main/development/redis-server.ts';
import { filmFile } from '../../support/film-file.ts';
import { describeWithRedis, writeCertificate } from '../../support/redis.ts';
import { writeTinyModel } from '../../support/tiny-model.ts';
import { zipBytes } from '../../support/zip-bytes.ts';

const workerFile = join(__dirname, '../../../out/main/decode-worker.cjs');
const password = 'a password: not this one';

describeWithRedis('a scan by a queue, over TLS and with a password', () => {
  let root: string;
  let films: string;
  let services: ScanServices;
  let otherModel: Classifier;
  let server: RedisServer;
  let address: QueueAddress;
  let certificates: ReturnType<typeof writeCertificate>;
  let expected: string;

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'osteon-queue-'));
    films = join(root, 'films');
    await mkdir(films);
    const pool = createDecodePool({ workerFile, threads: 2 });
    services = { pool, classifier: await classifierOf('model', -16) };
    otherModel = await classifierOf('other', -8);
    for (let film = 0; film < 12; film++)
      await writeFile(
        join(films, `${10 + film}.dcm`),
        filmFile({ InstanceNumber: film, PatientName: 'Secret^Name' }),
      );
    const members = ['z', 'b'].map((name) => [name, filmFile({ StudyID: name })] as const);
    await writeFile(join(films, 'archive.zip'), await zipBytes(members));
    await writeFile(join(films, 'short.dcm'), filmFile().subarray(0, 3000));
    await writeFile(join(films, 'mr'), filmFile({ Modality: 'MR' }));
    certificates = writeCertificate(root);
    await startServer();
    expected = await scan(judgeHere(services));
  });
  afterAll(async () => {
    await server.kill();
    await services.pool.close();
    await services.classifier.release();
    await otherModel.release();
    await rm(root, { recursive: true, force: true });
  });

  async function classifierOf(name: string, gain: number): Promise<Classifier> {
    await writeTinyModel(join(root, name), { gain, rows: 64, columns: 64 });
    return createClassifier({ modelDirectory: join(root, name), provider: 'cpu' });
  }

  async function startServer(port?: number): Promise<void> {
    server = await startRedis({ folder: root, password, tls: certificates, ...(port && { port }) });
    const ca = await readFile(certificates.certificate, 'utf8');
    address = { host: '127.0.0.1', port: server.port, database: 2, username: null, password, tls: { ca } };
  }

  const conditions = (): BatchConditions => ({
    ...{ kind: 'scan', paths: [films], workingDirectory: '/', filter: { exceptModalities: ['MR'] } },
    ...judgedBy(services.classifier.card),
  });

  /** The text of the report that a judge's work comes to. */
  async function scan(judge: FilmJudge, onJudged?: (film: JudgedFilm) => void, control = new BatchControl()) {
    const path = join(root, 'results.journal');
    const journal = await Journal.create(path, conditions());
    try {
      const options = { paths: [films], filter: conditions().filter, jobs: 4 };
      const watcher = { onProgress: () => undefined, ...(onJudged && { onJudged }) };
      const order = await runBatch(judge, journal, options, control, watcher);
      let text = '';
      for await (const line of toNdjson(reportedFrames(journal, order))) text += line;
      return text;
    } finally {
      await journal.remove();
    }
  }

  async function byQueue<T>(use: (judge: FilmJudge) => Promise<T>): Promise<T> {
    const ledger = new TaskLedger(await openAskingEnd(address));
    try {
      return await use(judgeByQueue(ledger, services.pool, conditions(), 'this scan'));
    } finally {
      await ledger.close();
    }
  }

  /** Starts a worker; `ended` resolves with what ends it. */
  function hire(
    classifier = services.classifier,
    roots?: readonly string[],
  ): { ended: Promise<unknown>; dismiss(): Promise<unknown> } {
    const control = new BatchControl();
    const watcher = { onReady: () => undefined, onAnswer: () => undefined, onTrouble: () => undefined };
    const ended = workForQueue(
      address,
      { concurrency: 2, lease: 2000, ...(roots && { roots }) },
      { ...services, classifier },
      control.signal,
      watcher,
    ).catch((thrown: unknown) => thrown);
    return {
      ended,
      dismiss: () => {
        control.cancel();
        return ended;
      },
    };
  }

  /** All that the server holds, as its own client dumps it. */
  function held(): string {
    const client = ['--tls', '--cacert', certificates.certificate, '--no-auth-warning', '-a', password];
    const script = `local all = {}
      for _, key in ipairs(redis.call('KEYS', '*')) do
        local kind = redis.call('TYPE', key).ok
        local value = kind == 'hash' and redis.call('HGETALL', key) or kind == 'stream' and redis.call('XRANGE', key, '-', '+')
        table.insert(all, key .. ' ' .. cjson.encode(value))
      end
      return all`;
    const args = [...client, '-p', String(server.port), '-n', '2', 'EVAL', script, '0'];
    return spawnSync('redis-cli', args, { encoding: 'utf8' }).stdout;
  }

  it('gives, byte for byte, the report of a scan without one, and leaves nothing of it behind', async () => {
    const worker = hire();
    expect(await byQueue((judge) => scan(judge))).toBe(expected);
    expect(await worker.dismiss()).toBeUndefined();
    expect(expected).toContain('archive.zip!/z');
    expect(held()).toContain('osteon-films:meta');
    expect(held()).not.toMatch(/dcm|MADE-UP/);
  });

  it('tells the server no name', async () => {
    await byQueue(async (judge) => {
      const control = new BatchControl();
      const cancelled = scan(judge, undefined, control);
      while (!held().includes('10.dcm')) await sleep(50);
      expect(held()).not.toContain('Secret');
      control.cancel();
      await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' });
    });
    expect(held()).not.toContain('dcm');
  });

  it('refuses a worker of another model, whose films others judge', async () => {
    await byQueue(async (judge) => {
      const report = scan(judge);
      expect(await hire(otherModel).ended).toMatchObject({
        code: 'queue-mismatch',
        message: expect.stringContaining('another model') as string,
      });
      const worker = hire();
      expect(await report).toBe(expected);
      await worker.dismiss();
    });
  });

  it('opens no film outside the folders that the worker was given, links followed', async () => {
    const elsewhere = join(root, 'elsewhere');
    await mkdir(elsewhere);
    await symlink(films, join(elsewhere, 'link'));
    const inside = hire(services.classifier, await realRoots([join(elsewhere, 'link')]));
    expect(await byQueue((judge) => scan(judge))).toBe(expected);
    await inside.dismiss();
    const outside = hire(services.classifier, await realRoots([elsewhere]));
    const rows = (await byQueue((judge) => scan(judge))).trimEnd().split('\n');
    await outside.dismiss();
    expect(rows).toHaveLength(15);
    for (const row of rows) expect(row).toContain('"file-unreadable"');
  });

  it('outlasts a server that goes away, forgets everything, and comes back', async () => {
    const worker = hire();
    let judged = 0;
    const report = await byQueue((judge) =>
      scan(judge, () => {
        if (++judged === 3) void server.kill().then(() => sleep(500).then(() => startServer(server.port)));
      }),
    );
    expect(report).toBe(expected);
    await worker.dismiss();
  });

  it.each([
    ['with another password', { password: 'another' }],
    ['that it has no reason to trust', { tls: { ca: null } }],
    ['that is not there', { port: 9 }],
  ])('is refused at once by a server %s', async (_, difference) => {
    await expect(openAskingEnd({ ...address, ...difference })).rejects.toMatchObject({
      code: 'queue-unavailable',
    });
  });
});
