import { Unzlib } from 'fflate';
import { AppError } from '#common/errors';

/** Compressed bytes are fed in such pieces, each of which unpacks to no more than 1,032 times as much. */
const pieceLength = 2 ** 14;

/** Deflate cannot expand by more (RFC 1951: 258 bytes for two bits). */
export const deflateLimit = 1032;

/**
 * Unpacks zlib data (RFC 1950) of a length that is known beforehand, which is all that is ever allocated but for
 * one piece.
 *
 * @throws AppError `truncated-file` where it is shorter, `malformed-file` where longer, `codec-failed` where it
 * is damaged.
 */
export function inflateExactly(parts: readonly Uint8Array[], length: number): Uint8Array {
  const inflated = new Uint8Array(length);
  let filled = 0;
  const stream = new Unzlib((part) => {
    if (filled + part.length > length)
      throw new AppError('malformed-file', 'The picture holds more than its header says.');
    inflated.set(part, filled);
    filled += part.length;
  });
  try {
    for (const part of parts)
      for (let begin = 0; begin < part.length; begin += pieceLength)
        stream.push(part.subarray(begin, begin + pieceLength));
    stream.push(new Uint8Array(0), true);
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown;
    if (filled < length) throw new AppError('codec-failed', 'The picture is damaged.', { cause: thrown });
  }
  if (filled < length) throw new AppError('truncated-file', 'The picture ends before its pixels do.');
  return inflated;
}
