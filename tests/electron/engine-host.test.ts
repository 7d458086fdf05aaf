import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { EngineStatus } from '../../src-main/common/contract/ipc.ts';
import { EngineHost, type EngineProcess } from '../../src-main/electron/engine-host.ts';

const frame = { path: '/film.dcm', frame: 0, stamp: '1', sopInstanceUid: null };

/** The supervisor over real processes of plain Node, which die as an engine does. */
describe('EngineHost', () => {
  let children: ChildProcess[];
  let statuses: string[];
  let host: EngineHost;
  let modelDirectory: string;

  const forkChild = (): EngineProcess => {
    const child = fork(join(__dirname, 'support', 'dying-engine.cjs'));
    children.push(child);
    return {
      post: (message) => void child.send(message),
      onMessage: (listener) => void child.on('message', listener),
      onExit: (listener) => void child.once('exit', listener),
      kill: () => void child.kill(),
    };
  };
  const settled = (state: EngineStatus['state']): Promise<void> =>
    new Promise((resolve) => {
      const timer = setInterval(() => {
        if (host.status.state !== state) return;
        clearInterval(timer);
        resolve();
      }, 5);
    });

  beforeEach(() => {
    children = [];
    modelDirectory = '/model';
    statuses = [];
    host = new EngineHost({
      fork: forkChild,
      startRequest: () => ({ modelDirectory, provider: 'auto', decodeWorker: '/worker' }),
      onStatus: ({ state }) => statuses.push(state),
      onSurveyed: () => undefined,
      onLibrary: () => undefined,
      onNetwork: () => undefined,
    });
    host.start();
  });
  afterEach(() => host.close());

  it('answers by the request, with values and with failures', async () => {
    const [value, failure] = await Promise.allSettled([
      host.ask('loadThumbnail', frame),
      host.ask('cancelSurvey', 'x'),
    ]);
    expect(value).toEqual({ status: 'fulfilled', value: frame });
    expect(failure).toMatchObject({ status: 'rejected', reason: { code: 'cancelled' } });
  });

  it('fails what was pending when the process is killed, comes back and answers again', async () => {
    await settled('viewerOnly');
    const pending = expect(host.ask('loadFrame', frame)).rejects.toMatchObject({ code: 'engine-stopped' });
    children[0]!.kill('SIGKILL');
    await pending;
    expect(await host.ask('loadThumbnail', frame)).toEqual(frame);
    await settled('viewerOnly');
    expect(statuses).toEqual(['starting', 'viewerOnly', 'restarting', 'viewerOnly']);
  });

  it('gives up a process that dies again and again, and can be revived', async () => {
    for (let death = 0; death < 6; death += 1)
      await expect(host.ask('modelCard', undefined)).rejects.toMatchObject({ code: 'engine-stopped' });
    expect(host.status).toMatchObject({ state: 'down', error: { code: 'engine-unavailable' } });
    await expect(host.ask('loadThumbnail', frame)).rejects.toMatchObject({ code: 'engine-unavailable' });
    await host.restart();
    expect(await host.ask('loadThumbnail', frame)).toEqual(frame);
  }, 20_000);

  it('goes on without the model where loading it ends the process again and again', async () => {
    await settled('viewerOnly');
    modelDirectory = '/deadly';
    children[0]!.kill('SIGKILL');
    await settled('restarting');
    await settled('viewerOnly');
    expect(await host.ask('loadThumbnail', frame)).toEqual(frame);
    expect(children).toHaveLength(7);
    modelDirectory = '/model';
    expect(await host.restart()).toMatchObject({ state: 'viewerOnly' });
  }, 20_000);

  it('is not revived after it was closed', async () => {
    await settled('viewerOnly');
    host.close();
    await new Promise((resolve) => children[0]!.once('exit', resolve));
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(children).toHaveLength(1);
  });
});
