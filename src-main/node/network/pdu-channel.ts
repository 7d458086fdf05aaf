import type { Socket } from 'node:net';
import { AppError } from '#common/errors';
import { errnoOf } from '../survey/system-error.ts';
import { largestPdu, nonsense, pduHeaderLength, pduType, type RawPdu } from './pdu.ts';

/** What a channel speaks over: a plain connection or one by TLS. */
export type Connection = Socket;

/** PDUs over a connection; each must come, and each be taken, within the time of patience. */
export class PduChannel {
  readonly #socket: Connection;
  /** In milliseconds. */
  readonly #patience: number;
  readonly #chunks: AsyncIterator<Buffer>;
  #pending: Buffer = Buffer.alloc(0);

  constructor(socket: Connection, patience: number) {
    this.#socket = socket;
    this.#patience = patience;
    // Failures that come while nobody reads or writes show at the next call.
    socket.on('error', () => undefined);
    socket.setNoDelay(true);
    this.#chunks = socket.iterator({ destroyOnReturn: false });
  }

  /**
   * The next PDU whole, or null where the other side closed between two.
   *
   * @throws AppError `node-silent`, `node-aborted`, `node-nonsense`, `node-untrusted`
   */
  async next(): Promise<RawPdu | null> {
    return this.#inTime(async () => {
      if (!(await this.#fill(pduHeaderLength))) return null;
      const type = this.#pending[0]!;
      const length = this.#pending.readUInt32BE(2);
      // Told by the first six bytes: nothing is gathered for a PDU that is none.
      if (type < pduType.associateRequest || type > pduType.abort) throw nonsense('bytes that are no DICOM');
      if (length > largestPdu) throw nonsense('a PDU that is longer than was agreed');
      if (!(await this.#fill(pduHeaderLength + length))) throw brokenOff();
      const body = this.#pending.subarray(pduHeaderLength, pduHeaderLength + length);
      this.#pending = this.#pending.subarray(pduHeaderLength + length);
      return { type, body };
    });
  }

  /** Resolves when the system took it. @throws AppError `node-silent`, `node-aborted` */
  async send(bytes: Uint8Array): Promise<void> {
    await this.#inTime(
      () =>
        new Promise<void>((resolve, reject) =>
          this.#socket.write(bytes, (error) => (error ? reject(error) : resolve())),
        ),
    );
  }

  /** Closes after a last PDU, which may not arrive. */
  endWith(bytes: Uint8Array): void {
    this.#socket.end(bytes, () => this.#socket.destroy());
    setTimeout(() => this.#socket.destroy(), this.#patience).unref();
  }

  close(): void {
    this.#socket.destroy();
  }

  /** False where the other side closed before the first byte of it. */
  async #fill(length: number): Promise<boolean> {
    const parts = [this.#pending];
    let filled = this.#pending.length;
    while (filled < length) {
      const { value, done } = await this.#chunks.next();
      if (done) {
        if (filled > 0) throw brokenOff();
        return false;
      }
      parts.push(value);
      filled += value.length;
    }
    this.#pending = parts.length === 1 ? this.#pending : Buffer.concat(parts);
    return true;
  }

  async #inTime<T>(work: () => Promise<T>): Promise<T> {
    const timer = setTimeout(() => this.#socket.destroy(silent()), this.#patience);
    try {
      return await work();
    } catch (thrown) {
      throw toNodeError(thrown);
    } finally {
      clearTimeout(timer);
    }
  }
}

/** What a failed connection means; alerts of TLS come with the first bytes that are read. */
export function toNodeError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  const errno = errnoOf(thrown);
  if (errno.startsWith('ERR_SSL'))
    return new AppError('node-untrusted', `The other side refused our certificate (${errno}).`, {
      cause: thrown,
    });
  return new AppError('node-aborted', `The connection broke off (${errno}).`, { cause: thrown });
}

function silent(): AppError {
  return new AppError('node-silent', 'The other side did not answer in time.');
}

function brokenOff(): AppError {
  return new AppError('node-aborted', 'The other side closed the connection in the middle.');
}
