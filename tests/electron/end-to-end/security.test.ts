import type {} from '../../../src-renderer/api.ts';
import { createSocket } from 'node:dgram';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { checkout } from '../support/checkout.ts';
import { engineProcessId } from '../support/engine-process.ts';
import { hostileCalls } from '../support/hostile-calls.ts';
import { launchOsteon, type OsteonWindow } from '../support/osteon-window.ts';

describe('the window as its page sees it', () => {
  let osteon: OsteonWindow;
  let listener: Server;
  let address: string;
  let arrivals = 0;

  beforeAll(async () => {
    listener = createServer((_request, response) => {
      arrivals += 1;
      response.setHeader('Access-Control-Allow-Origin', '*').end('reached');
    });
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
    address = `127.0.0.1:${(listener.address() as AddressInfo).port}`;
    // The listener can be reached from this machine, so that silence below means something.
    expect(await (await fetch(`http://${address}/control`)).text()).toBe('reached');
    arrivals = 0;
    osteon = await launchOsteon();
  });
  afterAll(async () => {
    await osteon?.close();
    listener.closeAllConnections();
    listener.close();
  });

  it('is the built page under our own scheme', () => {
    expect(osteon.page.url()).toBe('app://osteon/index.html');
  });

  it('has nothing of Node or Electron but the bridge', async () => {
    const found = await osteon.page.evaluate(() => ({
      require: typeof Reflect.get(window, 'require'),
      process: typeof Reflect.get(window, 'process'),
      bridge: Object.keys(window.bridge).sort(),
    }));
    expect(found).toEqual({
      require: 'undefined',
      process: 'undefined',
      bridge: ['invoke', 'on', 'openDropped'],
    });
  });

  it('runs in a sandboxed renderer with an isolated world', async () => {
    const preferences = await osteon.app.evaluate(({ BrowserWindow }) => {
      // Electron's typings leave out this inspection of what is really in force.
      const contents = BrowserWindow.getAllWindows()[0]!.webContents as unknown as {
        getLastWebPreferences(): Record<string, unknown>;
      };
      const { contextIsolation, sandbox, nodeIntegration, webSecurity, webviewTag } =
        contents.getLastWebPreferences();
      return { contextIsolation, sandbox, nodeIntegration, webSecurity, webviewTag };
    });
    expect(preferences).toEqual({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    });
  });

  it('carries a policy that allows nothing by default', async () => {
    const policy = await osteon.page.evaluate(async () => {
      const request = new XMLHttpRequest();
      return new Promise<string | null>((resolve) => {
        document.addEventListener('securitypolicyviolation', (event) => resolve(event.originalPolicy), {
          once: true,
        });
        request.open('GET', 'app://osteon/index.html');
        request.send();
      });
    });
    expect(policy).toMatch(/^default-src 'none'; script-src 'self';/);
  });

  it('refuses inline scripts and eval', async () => {
    const ran = await osteon.page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'document.documentElement.dataset.inline = "ran"';
      document.head.append(script);
      return document.documentElement.dataset.inline ?? 'refused';
    });
    expect(ran).toBe('refused');
  });

  it('cannot open windows, leave its page or be given a permission', async () => {
    const outcome = await osteon.page.evaluate(async (host) => {
      const opened = window.open(`http://${host}/`);
      location.href = `http://${host}/`;
      await new Promise((resolve) => setTimeout(resolve, 500));
      return { opened, notifications: await Notification.requestPermission() };
    }, address);
    expect(outcome).toEqual({ opened: null, notifications: 'denied' });
    expect(osteon.page.url()).toBe('app://osteon/index.html');
    expect(osteon.app.windows()).toHaveLength(1);
  });

  it('lets nothing out by fetch, image, beacon or socket', async () => {
    await osteon.page.evaluate(async (host) => {
      const image = new Image();
      image.src = `http://${host}/image`;
      navigator.sendBeacon(`http://${host}/beacon`);
      const tries = [fetch(`http://${host}/fetch`, { mode: 'no-cors' }), fetch(`https://${host}/fetch`)];
      try {
        new WebSocket(`ws://${host}/socket`);
      } catch {
        // Refused at once, as it should be.
      }
      await Promise.allSettled(tries);
      await new Promise((resolve) => setTimeout(resolve, 500));
    }, address);
    expect(arrivals).toBe(0);
  });

  it('lets nothing out by a peer connection, which passes by the request filter', async () => {
    const socket = createSocket('udp4');
    let datagrams = 0;
    socket.on('message', () => (datagrams += 1));
    await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
    await osteon.page.evaluate(async (port) => {
      const connection = new RTCPeerConnection({ iceServers: [{ urls: `stun:127.0.0.1:${port}` }] });
      connection.createDataChannel('leak');
      await connection.setLocalDescription(await connection.createOffer());
      await new Promise((resolve) => setTimeout(resolve, 1500));
      connection.close();
    }, socket.address().port);
    socket.close();
    expect(datagrams).toBe(0);
  });

  it('lets nothing out of the main process session either, where no page policy applies', async () => {
    const failure = await osteon.app.evaluate(async ({ net }, host) => {
      return net.fetch(`http://${host}/main`).then(
        () => 'reached',
        (error: Error) => error.message,
      );
    }, address);
    expect({ failure, arrivals }).toEqual({ failure: 'net::ERR_BLOCKED_BY_CLIENT', arrivals: 0 });
  });

  it.each([
    ['a call that the contract lacks', 'shell', 'ls'],
    ['a name that objects inherit', 'constructor', undefined],
    ['a call for the preload script only', 'openDropped', ['/etc/passwd']],
    ['an argument of another type', 'loadFrame', 5],
    ['a frame for the channel by another thing than a name', 'sendFrame', { delivery: 1 }],
    ['an argument too long', 'classifyImage', 'x'.repeat(65)],
    ['an argument where none belongs', 'openFiles', { paths: ['/etc/passwd'] }],
    ['a provider that does not exist', 'setProvider', 'quantum'],
  ])('refuses %s', async (_case, name, request) => {
    const reply = await osteon.page.evaluate(
      ([callName, argument]) => window.bridge.invoke(callName as 'loadFrame', argument as string),
      [name, request] as const,
    );
    expect(reply).toMatchObject({ ok: false, error: { code: 'invalid-request' } });
  });

  it.each(['loadFrame', 'sendFrame'] as const)('takes no path for an image name in %s', async (name) => {
    const reply = await osteon.page.evaluate((call) => window.bridge.invoke(call, '/etc/passwd'), name);
    expect(reply).toMatchObject({ ok: false, error: { code: 'unknown-image' } });
  });

  it('survives what a page in the wrong hands may ask', async () => {
    await osteon.app.evaluate(({ dialog }) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: true, filePaths: [] });
      dialog.showSaveDialog = () => Promise.resolve({ canceled: true, filePath: '' });
    });
    // Not by a locator: one waits for the navigation that an earlier test tried in vain.
    const isReady = (): Promise<boolean> =>
      osteon.page.evaluate(async () => {
        const reply = await window.bridge.invoke('engineStatus', undefined);
        return reply.ok && reply.value.state === 'ready';
      });
    while (!(await isReady())) await osteon.page.waitForTimeout(50);
    const engine = await engineProcessId(osteon.app);
    const replies = await osteon.page.evaluate(
      async (wanted) => {
        const settled: { name: string; outcome: string; message: string }[] = [];
        // One after the other, so that a call that never answers is told by its name.
        for (const { name, request } of wanted) {
          const reply = await window.bridge.invoke(name as 'loadFrame', request as string);
          const error = reply.ok ? { code: 'ok', message: '' } : reply.error;
          settled.push({ name, outcome: error.code, message: error.message });
        }
        return settled;
      },
      hostileCalls(20_26, 400),
    );
    const outcomes = new Set(replies.map(({ outcome }) => outcome));
    // Some got past the guard, some did not, and none of the failures was an unforeseen one.
    expect([...outcomes]).toEqual(expect.arrayContaining(['ok', 'invalid-request', 'unknown-image']));
    expect(replies.filter(({ outcome }) => outcome === 'internal')).toEqual([]);
    expect(replies.filter(({ message }) => /[/\\](etc|tmp|home|root)/.test(message))).toEqual([]);
    expect(await engineProcessId(osteon.app)).toBe(engine);
  });

  it('answers no page but that of the main window, even one of our own scheme', async () => {
    const preload = join(checkout, 'out', 'preload', 'preload.cjs');
    const reply = await osteon.app.evaluate(async ({ BrowserWindow }, script) => {
      const stranger = new BrowserWindow({ show: false, webPreferences: { preload: script } });
      await stranger.loadURL('app://osteon/index.html');
      const answer: unknown = await stranger.webContents.executeJavaScript('bridge.invoke("engineStatus")');
      stranger.destroy();
      return answer;
    }, preload);
    expect(reply).toMatchObject({ ok: false, error: { code: 'invalid-request' } });
  });
});
