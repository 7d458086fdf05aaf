import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { AppError } from '#common/errors';

/** A virtual display of our own. */
export interface VirtualDisplay {
  /** For the environment variable DISPLAY. */
  readonly name: string;
  stop(): void;
}

const startTimeoutMilliseconds = 15_000;

/**
 * Starts Xvfb on a free display number; it lets every local user in, since tests drop privileges.
 *
 * @throws AppError no-display when Xvfb is missing or does not come up.
 */
export function startXvfb(screen = '1920x1080x24'): Promise<VirtualDisplay> {
  const parameters = ['-displayfd', '3', '-screen', '0', screen, '-nolisten', 'tcp', '-ac'];
  const server = spawn('Xvfb', parameters, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  return new Promise((resolve, reject) => {
    const fail = (cause?: unknown): void => {
      server.kill();
      reject(new AppError('no-display', 'Xvfb could not be started.', { cause }));
    };
    const timer = setTimeout(fail, startTimeoutMilliseconds);
    server.once('error', fail);
    server.once('exit', () => fail());
    // Xvfb writes the number of the display it took once it accepts connections.
    (server.stdio[3] as Readable).once('data', (number: Buffer) => {
      clearTimeout(timer);
      server.removeAllListeners('exit');
      resolve({ name: `:${number.toString().trim()}`, stop: () => void server.kill() });
    });
  });
}

/** Whether windows can be shown where this process runs. */
export function hasDisplay(environment: NodeJS.ProcessEnv = process.env): boolean {
  return process.platform !== 'linux' || Boolean(environment.DISPLAY || environment.WAYLAND_DISPLAY);
}
