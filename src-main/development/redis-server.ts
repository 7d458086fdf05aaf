import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { AppError } from '#common/errors';

export interface RedisOptions {
  /** Where the server may write; it keeps nothing there. */
  readonly folder: string;
  /** A free one if left out. */
  readonly port?: number;
  readonly password?: string;
  /** Files in PEM; the server then speaks TLS alone. */
  readonly tls?: { readonly certificate: string; readonly key: string };
}

/** A Redis server of our own, which forgets all when it ends. */
export interface RedisServer {
  readonly port: number;
  /** Ends it at once, as a power cut would. */
  kill(): Promise<void>;
}

/** Debian's packages of the programs that a server with TLS takes, as far as they are not installed. */
export function missingQueuePackages(): readonly string[] {
  return ['redis-server', 'openssl'].filter((name) => spawnSync(name, ['--version']).error !== undefined);
}

const startMilliseconds = 15_000;

/** @throws AppError `queue-unavailable` where redis-server is missing or does not come up */
export async function startRedis(options: RedisOptions): Promise<RedisServer> {
  const port = options.port ?? (await freePort());
  const child = spawn('redis-server', [...parametersOf(options, port)], {
    cwd: options.folder,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await ready(child);
  return {
    port,
    async kill() {
      const end = once(child, 'exit');
      child.kill('SIGKILL');
      await end;
    },
  };
}

function parametersOf({ password, tls }: RedisOptions, port: number): readonly string[] {
  const listening =
    tls === undefined
      ? ['--port', String(port)]
      : [
          ...['--port', '0', '--tls-port', String(port), '--tls-auth-clients', 'no'],
          ...['--tls-cert-file', tls.certificate, '--tls-key-file', tls.key],
          ...['--tls-ca-cert-file', tls.certificate],
        ];
  const secret = password === undefined ? [] : ['--requirepass', password];
  return ['--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', ...listening, ...secret];
}

async function ready(child: ChildProcess): Promise<void> {
  const timer = setTimeout(() => child.kill('SIGKILL'), startMilliseconds);
  child.on('error', () => undefined);
  for await (const line of createInterface({ input: child.stdout! }))
    if (line.includes('Ready to accept connections')) {
      clearTimeout(timer);
      child.stdout!.resume();
      return;
    }
  clearTimeout(timer);
  throw new AppError('queue-unavailable', 'redis-server is missing or does not come up.');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
