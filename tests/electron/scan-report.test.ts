import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JudgedFilm } from '#node/batch/journal-records';
import type { BatchCommand, BatchMessage } from '../../src-main/electron/batch-messages.ts';
import { ScanReport } from '../../src-main/electron/scan-report.ts';

const film: JudgedFilm = {
  ...{ source: { path: '/night/hand.dcm' }, stamp: null, contentSha256: null, attributes: null },
  frames: [{ frame: null, outcome: { kind: 'failure', error: { code: 'file-empty', message: 'Empty.' } } }],
};

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'osteon-scan-report-'))));
afterEach(() => rmSync(folder, { recursive: true }));

function harness(answer: BatchMessage | 'exit', films: readonly JudgedFilm[] = [film]) {
  const commands: BatchCommand[] = [];
  let killed = 0;
  const report = new ScanReport({
    fork() {
      const listeners = { message: (_: BatchMessage): void => undefined, exit: (): void => undefined };
      return {
        post(command) {
          commands.push(command);
          if (answer === 'exit') listeners.exit();
          else listeners.message(answer);
        },
        onMessage: (listener) => void (listeners.message = listener),
        onExit: (listener) => void (listeners.exit = listener),
        kill: () => void killed++,
      };
    },
    kept: {
      async *recall() {
        yield films.map((each) => ({ film: each, isOlder: false }));
      },
    },
    complete: (rows, withIdentity) => ({
      ...{
        films: rows,
        withIdentity,
        language: 'de',
        modelDirectory: 'm',
        provider: 'cpu',
        decodeWorker: 'w',
      },
    }),
    print: async (html) => Buffer.from(`printed ${html}`),
  });
  return { report, commands, killed: () => killed };
}

describe('ScanReport', () => {
  it('has a process of its own make the page, and ends that process', async () => {
    const { report, commands, killed } = harness({ kind: 'report', html: '<p>' });
    expect(await report.write(join(folder, 'a.html'), true)).toBe('a.html');
    expect(readFileSync(join(folder, 'a.html'), 'utf8')).toBe('<p>');
    expect(commands).toMatchObject([
      {
        kind: 'report',
        request: { withIdentity: true, language: 'de', films: [{ row: { errorCode: 'file-empty' } }] },
      },
    ]);
    expect(killed()).toBe(1);
  });

  it('prints the page where a PDF is asked for', async () => {
    const { report } = harness({ kind: 'report', html: '<p>' });
    await report.write(join(folder, 'a.PDF'), false);
    expect(readFileSync(join(folder, 'a.PDF'), 'utf8')).toBe('printed <p>');
  });

  it.each([
    [{ kind: 'ended', error: { code: 'model-not-found', message: 'No model.' } } as const, 'model-not-found'],
    ['exit' as const, 'engine-stopped'],
  ])('writes nothing where that failed', async (answer, code) => {
    const { report, killed } = harness(answer);
    await expect(report.write(join(folder, 'a.html'), false)).rejects.toMatchObject({ code });
    expect([readdirSync(folder), killed()]).toEqual([[], 1]);
  });

  it('says that there is nothing to report on', async () => {
    const { report, commands } = harness('exit', []);
    await expect(report.write(join(folder, 'a.html'), false)).rejects.toMatchObject({
      code: 'invalid-request',
    });
    expect(commands).toEqual([]);
  });
});
