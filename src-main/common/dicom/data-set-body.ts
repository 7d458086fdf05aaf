import { AppError } from '../errors.ts';
import type { Encoding } from './elements.ts';
import { encodingOf, isDataSetAt, isExplicitAt } from './file-start.ts';
import { inflate } from './inflate.ts';
import {
  deflatedExplicitLittleEndian,
  explicitBigEndian,
  explicitLittleEndian,
  implicitLittleEndian,
} from './transfer-syntax.ts';

/** The data set behind the meta header. */
export interface Body {
  /** The file's or, of a deflated data set, what it unpacks to. */
  readonly bytes: Uint8Array;
  /** Of the whole, of which the bytes may be the first part. */
  readonly length: number;
  /** Where in the bytes it begins. */
  readonly begin: number;
  readonly encoding: Encoding;
  readonly wasDeflated: boolean;
}

/** What the meta header tells. */
export interface Meta {
  /** Where it ends. */
  readonly end: number;
  /** The transfer syntax that it names, if any. */
  readonly declared: string | null;
}

/** More bytes of a deflated data set are refused. */
const inflatedBudget = 2 ** 28;

/**
 * Finds how the data set is written; the meta header decides only where its first element does not show it.
 *
 * @throws AppError `truncated-file`, `malformed-file`, `inflated-too-large`.
 */
export function bodyOf(bytes: Uint8Array, fileLength: number, { end, declared }: Meta): Body {
  const plain = { bytes, length: fileLength, begin: end, wasDeflated: false };
  const encoding = encodingOf(bytes, end);
  if (encoding && (declared !== deflatedExplicitLittleEndian || isExplicitAt(bytes, end)))
    return { ...plain, encoding };
  const unpacked = inflatedBody(bytes.subarray(end), fileLength > bytes.length, declared);
  if (unpacked) return unpacked;
  return { ...plain, encoding: { isExplicit: false, isBigEndian: declared === explicitBigEndian } };
}

function inflatedBody(deflated: Uint8Array, isPart: boolean, declared: string | null): Body | null {
  const isDeclared = declared === deflatedExplicitLittleEndian;
  // What is left of the file has to be seen before it can be unpacked.
  if (isPart && isDeclared) throw truncated();
  try {
    const bytes = inflate(deflated, inflatedBudget);
    const encoding = encodingOf(bytes, 0);
    if (encoding && isDataSetAt(bytes, 0, encoding))
      return { bytes, length: bytes.length, begin: 0, encoding, wasDeflated: true };
  } catch (thrown) {
    if (isDeclared) throw thrown;
  }
  if (isDeclared) throw new AppError('malformed-file', 'The compressed data set of the file is none.');
  return null;
}

/** The uncompressed transfer syntax that a data set is written in. */
export function writtenAs({ encoding: { isExplicit, isBigEndian }, wasDeflated }: Body): string {
  if (wasDeflated) return deflatedExplicitLittleEndian;
  if (!isExplicit) return implicitLittleEndian;
  return isBigEndian ? explicitBigEndian : explicitLittleEndian;
}

function truncated(): AppError {
  return new AppError('truncated-file', 'The file ends inside its compressed data set.');
}
