import { Inflate, FlateErrorCode } from 'fflate';
import { AppError } from '../errors.ts';

/** Input is fed in such pieces, so that no more than 1,032 times as much is unpacked beyond a budget. */
const pieceLength = 2 ** 12;

/**
 * Unpacks a raw deflate stream (RFC 1951); what follows its end is ignored, as a padding byte may.
 *
 * @param budget The most bytes it may come to; no more than 4 MiB beyond it are ever held.
 * @throws AppError `inflated-too-large`, `truncated-file`, `malformed-file`.
 */
export function inflate(deflated: Uint8Array, budget: number): Uint8Array {
  // The shortest stream of nothing takes two bytes; fflate finds no fault with none.
  if (deflated.length === 0) throw truncated();
  const parts: Uint8Array[] = [];
  let length = 0;
  const stream = new Inflate((part) => {
    length += part.length;
    if (length > budget)
      throw new AppError('inflated-too-large', `The file unpacks to more than ${budget} bytes.`);
    if (part.length > 0) parts.push(part);
  });
  try {
    for (let begin = 0; begin < deflated.length; begin += pieceLength) {
      const end = begin + pieceLength;
      stream.push(deflated.subarray(begin, end), end >= deflated.length);
    }
  } catch (thrown) {
    throw asAppError(thrown);
  }
  return joinBytes(parts, length);
}

/** One array of all the parts, whose lengths come to `length`. */
export function joinBytes(parts: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let position = 0;
  for (const part of parts) {
    whole.set(part, position);
    position += part.length;
  }
  return whole;
}

function asAppError(cause: unknown): AppError {
  if (cause instanceof AppError) return cause;
  const isCut = cause instanceof Error && 'code' in cause && cause.code === FlateErrorCode.UnexpectedEOF;
  return isCut
    ? truncated(cause)
    : new AppError('malformed-file', 'The compressed part of the file is damaged.', { cause });
}

function truncated(cause?: unknown): AppError {
  return new AppError('truncated-file', 'The file ends inside a compressed part of it.', { cause });
}
