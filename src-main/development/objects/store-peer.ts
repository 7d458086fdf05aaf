import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A DCMTK storescp on loopback, which also answers C-ECHO. */
export interface StorePeer {
  readonly port: number;
  /** The files it wrote, each as it was sent. */
  received(): readonly Uint8Array[];
  kill(): Promise<void>;
}

/** @param options further parameters, as for TLS */
export async function startStorePeer(
  folder: string,
  aeTitle: string,
  options: readonly string[] = [],
): Promise<StorePeer> {
  mkdirSync(folder, { recursive: true });
  const port = await freePort();
  const child = spawn('storescp', [
    ...['--aetitle', aeTitle, '--output-directory', folder, '--bit-preserving', '--accept-all'],
    // Who connects would be looked up by name, and a name server that does not answer be waited for.
    '--disable-host-lookup',
    ...[...options, String(port)],
  ]);
  child.stderr.resume();
  child.stdout.resume();
  while (!(await answers(port))) {
    if (child.exitCode !== null) throw new Error(`storescp ended with ${child.exitCode}`);
    await sleep(20);
  }
  return {
    port,
    received: () =>
      readdirSync(folder)
        .sort()
        .map((name) => readFileSync(join(folder, name))),
    async kill() {
      const end = once(child, 'exit');
      child.kill('SIGKILL');
      await end;
    },
  };
}

/** Runs DCMTK's storescu to its end; its exit status is 0 where everything was stored. */
export async function storescu(args: readonly string[]): Promise<number> {
  const child = spawn('storescu', ['--timeout', '10', ...args], { stdio: 'ignore' });
  const [status] = (await once(child, 'exit')) as [number];
  return status;
}

/** A port of loopback that nobody uses. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
