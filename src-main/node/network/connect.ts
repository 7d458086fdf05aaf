import { readFile } from 'node:fs/promises';
import { connect as connectPlain, isIP, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import type { DicomNode, TlsFiles } from '#common/network/configuration';
import { AppError } from '#common/errors';
import { errnoOf } from '../survey/system-error.ts';

/** TLS older than this is not spoken (PS3.15 B.12, BCP 195). */
export const oldestTls = 'TLSv1.2';

/**
 * The only way out: a connection to a configured node, whose certificate is verified where it speaks TLS.
 *
 * @param patience in milliseconds
 * @throws AppError `node-unreachable`, `node-untrusted`, `node-silent`, `cancelled`, `file-unreadable`
 */
export async function connectTo(node: DicomNode, patience: number, signal: AbortSignal): Promise<Socket> {
  if (signal.aborted) throw cancelled();
  const { host, port, tls } = node;
  const socket: Socket | TLSSocket =
    tls === null
      ? connectPlain({ host, port })
      : connectTls({
          ...{ host, port, minVersion: oldestTls, rejectUnauthorized: true, ...(await readTlsFiles(tls)) },
          ...(isIP(host) === 0 && { servername: host }),
        });
  let isConnected = false;
  socket.once('connect', () => (isConnected = true));
  return new Promise((resolve, reject) => {
    const end = (error: AppError): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      socket.destroy();
      reject(error);
    };
    const stop = (): void => end(cancelled());
    const timer = setTimeout(() => end(new AppError('node-silent', 'The node does not answer.')), patience);
    signal.addEventListener('abort', stop);
    socket.on('error', (cause) => end(connectionError(cause, isConnected && tls !== null)));
    socket.once(tls === null ? 'connect' : 'secureConnect', () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      resolve(socket);
    });
  });
}

/** The files in PEM, read anew each time: certificates are renewed. @throws AppError `file-unreadable` */
export async function readTlsFiles({ authority, certificate, key }: TlsFiles) {
  const read = async (path: string | null): Promise<Buffer | null> => {
    if (path === null) return null;
    return readFile(path).catch((cause: unknown) => {
      throw new AppError('file-unreadable', `A certificate or key cannot be read (${errnoOf(cause)}).`, {
        cause,
      });
    });
  };
  const [ca, cert, secret] = [await read(authority), await read(certificate), await read(key)];
  return { ...(ca && { ca }), ...(cert && { cert }), ...(secret && { key: secret }) };
}

function connectionError(cause: unknown, inHandshake: boolean): AppError {
  const errno = errnoOf(cause);
  if (inHandshake)
    return new AppError('node-untrusted', `The node could not prove who it is (${errno}).`, { cause });
  return new AppError('node-unreachable', `The node cannot be reached (${errno}).`, { cause });
}

export function cancelled(): AppError {
  return new AppError('cancelled', 'It was stopped.');
}
