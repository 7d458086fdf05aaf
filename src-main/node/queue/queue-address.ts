import { readFile } from 'node:fs/promises';
import { AppError } from '#common/errors';
import { errnoOf } from '../survey/system-error.ts';

/** The options of every command that goes to a queue, as commander hands them over. */
export interface QueueOptions {
  readonly queue: URL;
  /** A text file whose first line is the password. */
  readonly queuePasswordFile?: string;
  /** Certificates in PEM of whoever signed the server's, beside those that the system trusts. */
  readonly queueCa?: string;
}

/** Where a queue server is, and how it is reached. */
export interface QueueAddress {
  readonly host: string;
  readonly port: number;
  readonly database: number;
  readonly username: string | null;
  readonly password: string | null;
  /** Null where the connection is not encrypted. */
  readonly tls: { readonly ca: string | null } | null;
}

const defaultPort = 6379;

/**
 * A queue's address in the form of a URL, `redis://host:port/database`, `rediss:` for TLS. A password in it would be
 * seen by all who can list processes, and is refused.
 *
 * @throws RangeError with words for people
 */
export function readQueueUrl(text: string): URL {
  const url = new URL(URL.canParse(text) ? text : 'unknown:');
  if (!['redis:', 'rediss:'].includes(url.protocol) || url.hostname === '')
    throw new RangeError('It must be an address as in redis://host:6379 or, with TLS, rediss://host:6379.');
  if (url.password !== '')
    throw new RangeError('A password here can be seen by others: put it into a --queue-password-file.');
  if (!/^\/?\d{0,4}$/.test(url.pathname)) throw new RangeError('The path must be the number of a database.');
  return url;
}

/** @throws AppError `file-unreadable` */
export async function queueAddressOf(options: QueueOptions): Promise<QueueAddress> {
  const { queue, queuePasswordFile, queueCa } = options;
  const password = queuePasswordFile === undefined ? null : await read(queuePasswordFile);
  const ca = queueCa === undefined ? null : await read(queueCa);
  return {
    host: queue.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: Number(queue.port) || defaultPort,
    database: Number(queue.pathname.slice(1)),
    username: decodeURIComponent(queue.username) || null,
    password: password && password.split(/\r?\n/)[0]!,
    tls: queue.protocol === 'rediss:' ? { ca } : null,
  };
}

function read(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((cause: unknown) => {
    throw new AppError('file-unreadable', `A file of the queue's cannot be read (${errnoOf(cause)}).`, {
      cause,
    });
  });
}
