import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BatchConditions } from '#node/batch/journal-records';
import { createDecodePool, type DecodePool } from '#node/decode/decode-pool';
import { judgeByQueue } from '#node/queue/judge-by-queue';
import type { AskingEnd, EndedTask } from '#node/queue/redis-queue';
import { TaskLedger } from '#node/queue/task-ledger';
import { filmFile } from '../../support/film-file.ts';

const workerFile = join(__dirname, '../../../out/main/decode-worker.cjs');
const model = { name: 'm', version: '1', sha256: 'a'.repeat(64) };

describe('judgeByQueue', () => {
  let folder: string;
  let path: string;
  let pool: DecodePool;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'osteon-answers-'));
    path = join(folder, 'film.dcm');
    await writeFile(path, filmFile());
    pool = createDecodePool({ workerFile, threads: 1 });
  });
  afterAll(async () => {
    await pool.close();
    await rm(folder, { recursive: true });
  });

  const contentSha256 = createHash('sha256').update(filmFile()).digest('hex');
  const scored = (sha256: string) => ({
    scope: { status: 'inScope', reason: 'validated' },
    prediction: { release: 'rankingOnly', logit: 0, probability: 0.5 },
    stamp: { provider: 'cpu', model: { ...model, sha256 } },
  });
  const answered = (film: object, sha256 = model.sha256): object => ({
    kind: 'judged',
    film: {
      ...{ source: { path }, stamp: 's', contentSha256, attributes: null },
      frames: [{ frame: 0, outcome: { kind: 'result', result: scored(sha256) } }],
      ...film,
    },
  });

  /** What a scan takes of the one film, where a worker gives this answer to whatever it is asked. */
  async function outcomeOf(answer: object): Promise<string> {
    const ended = new Map<string, EndedTask>();
    const end: AskingEnd = {
      ask: async (id) => void ended.set(id, { id, answer: [answer] }),
      ended: async () => [...ended.values()],
      has: async (id) => ended.has(id),
      remove: async (ids) => ids.forEach((id) => ended.delete(id)),
      close: async () => undefined,
    };
    const ledger = new TaskLedger(end);
    const conditions: BatchConditions = {
      ...{ kind: 'scan', paths: [path], workingDirectory: '/', filter: {}, model, judgement: 'j' },
    };
    const files = (async function* () {
      yield { path, named: true };
    })();
    const outcomes: string[] = [];
    for await (const film of judgeByQueue(ledger, pool, conditions, 'scan').judge(files, { jobs: 1 })) {
      if (film.kind !== 'judged') continue;
      for (const { outcome } of film.film.frames)
        outcomes.push(outcome.kind === 'failure' ? outcome.error.code : 'result');
    }
    await ledger.close();
    return outcomes.join();
  }

  it('takes an answer for the bytes that lie here, by the model of the scan', async () => {
    expect(await outcomeOf(answered({}))).toBe('result');
  });

  it('takes none for other bytes, for another file, or by another model', async () => {
    expect(await outcomeOf(answered({ contentSha256: 'b'.repeat(64) }))).toBe('file-changed');
    expect(await outcomeOf(answered({ source: { path: `${path}2` } }))).toBe('queue-mismatch');
    expect(await outcomeOf(answered({}, 'b'.repeat(64)))).toBe('queue-mismatch');
  });
});
