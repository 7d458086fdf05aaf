import type { BatchState } from '#common/contract/batch';
import type { WorklistFilm } from '#common/batch/worklist';
import type { JudgedFilm } from '#node/batch/journal-records';
import { BatchHost, type ChosenBatch } from '../../src-main/electron/batch-host.ts';
import type { BatchCommand, BatchMessage } from '../../src-main/electron/batch-messages.ts';
import type { RecalledFilm } from '../../src-main/electron/kept-worklist.ts';

const chosen: ChosenBatch = {
  kind: 'scan',
  start: 'fresh',
  paths: ['/secret/night'],
  out: '/secret/results.csv',
  filter: {},
};

const failed = (path: string): JudgedFilm => ({
  ...{ source: { path }, stamp: 's', contentSha256: 'c', attributes: null },
  frames: [{ frame: null, outcome: { kind: 'failure', error: { code: 'file-empty', message: 'Empty.' } } }],
});

function harness(recalled: readonly RecalledFilm[] = []) {
  const kept: string[] = [];
  const states: BatchState[] = [];
  const films: WorklistFilm[] = [];
  const commands: BatchCommand[] = [];
  const listeners = { message: (_: BatchMessage): void => undefined, exit: (): void => undefined };
  const host = new BatchHost({
    fork: () => ({
      post: (command) => void commands.push(command),
      onMessage: (listener) => void (listeners.message = listener),
      onExit: (listener) => void (listeners.exit = listener),
      kill: () => undefined,
    }),
    complete: (batch) => ({ ...batch, modelDirectory: 'm', provider: 'cpu', decodeWorker: 'w' }),
    kept: {
      begin: (out) => kept.push(`begin ${out}`),
      add: (more) => kept.push(...more.map(({ source }) => source.path)),
      async *recall() {
        yield recalled;
      },
    },
    onState: (state) => states.push(state),
    onFilms: (more) => films.push(...more),
  });
  const say = (message: BatchMessage) => listeners.message(message);
  return { host, states, films, kept, commands, say, die: () => listeners.exit() };
}

describe('BatchHost', () => {
  it('tells the page of the films without where they lie, and opens them by name', () => {
    const { host, films, say } = harness();
    host.begin(chosen);
    say({ kind: 'films', films: [failed('/secret/night/hand.dcm')] });
    expect(films).toMatchObject([{ displayName: 'hand.dcm', outcome: { kind: 'failed' } }]);
    expect(JSON.stringify(films)).not.toContain('secret');
    expect(host.pathOf(films[0]!.filmId)).toBe('/secret/night/hand.dcm');
    expect(() => host.pathOf('other')).toThrow('This film is of an earlier scan.');
  });

  it('keeps films beyond the window, and tells those of the last batch again, openable as before', async () => {
    const { host, films, kept, say } = harness([{ film: failed('/secret/night/hand.dcm'), isOlder: true }]);
    expect(await host.reopen()).toBe(true);
    expect(films).toMatchObject([{ displayName: 'hand.dcm', isOlder: true }]);
    expect(host.pathOf(films[0]!.filmId)).toBe('/secret/night/hand.dcm');
    host.begin(chosen);
    say({ kind: 'films', films: [failed('/secret/night/foot.dcm')] });
    expect(kept).toEqual(['begin /secret/results.csv', '/secret/night/foot.dcm']);
  });

  it('does not tell again what a film was before it was judged anew, and names it as before', async () => {
    const { host, films, say } = harness([{ film: failed('/secret/hand.dcm'), isOlder: true }]);
    host.begin(chosen);
    say({ kind: 'films', films: [failed('/secret/hand.dcm')] });
    await new Promise((resolve) => setImmediate(resolve));
    expect(films).toMatchObject([{ isOlder: false }]);
    await host.reopen();
    expect(films[1]!.filmId).toBe(films[0]!.filmId);
  });

  it('runs one batch at a time, and the next once it has ended', () => {
    const { host, states, say } = harness();
    host.begin(chosen);
    expect(() => host.begin(chosen)).toThrow('Another scan is under way in this window.');
    say({ kind: 'ended', error: null });
    host.begin(chosen);
    expect(states.map(({ phase }) => phase)).toEqual(['starting', 'finished', 'starting']);
  });

  it('passes orders on, and begins the last batch again where it was left', () => {
    const { host, commands, states, say } = harness();
    expect(() => host.order('resume')).toThrow('No scan was begun in this window.');
    host.begin(chosen);
    host.order('pause');
    host.order('stop');
    say({ kind: 'ended', error: { code: 'cancelled', message: 'Cancelled.' } });
    host.order('resume');
    expect(commands.map(({ kind }) => kind)).toEqual(['begin', 'pause', 'stop', 'begin']);
    expect(commands.at(-1)).toMatchObject({ request: { start: 'resume', paths: chosen.paths } });
    expect(states.map(({ phase }) => phase)).toEqual(['starting', 'stopped', 'starting']);
  });

  it('says that its process died, once', () => {
    const { host, states, die } = harness();
    host.begin(chosen);
    die();
    die();
    expect(states.map(({ phase, error }) => [phase, error?.code])).toEqual([
      ['starting', undefined],
      ['failed', 'engine-stopped'],
    ]);
  });
});
