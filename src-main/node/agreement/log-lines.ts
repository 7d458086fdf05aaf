import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import * as v from 'valibot';
import {
  ChainReader,
  anchorSchema,
  type Anchor,
  type ChainLine,
  type ChainState,
} from '#common/agreement/chain';
import { entryFormat, entrySchema, type Entry } from '#common/agreement/entry';
import { AppError } from '#common/errors';
import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { errnoOf } from '../survey/system-error.ts';

/** Longer than any entry; what is longer still is no entry and is passed over. */
export const longestLine = 16 * 1024;
const lineFeed = 10;
const hashDigits = 64;

/** The side file that says how many entries there are, and which is the last. */
export const anchorFile = (log: string): string => `${log}.head`;

/**
 * The same outside the log's folder: without it a log that was taken away together with its side file, or brought back
 * from an older copy of both, would be as it was.
 */
export const witnessFile = (log: string): string =>
  join(dirname(dirname(log)), `${basename(dirname(log))}-${basename(log)}.seen`);

export const sha256 = (bytes: Uint8Array | string): string =>
  createHash('sha256').update(bytes).digest('hex');

/** Takes the bytes of a line apart, its line feed left out: 64 digits, a space, and what they are the SHA-256 of. */
export function toChainLine(line: Buffer): ChainLine {
  const head = line.toString('latin1', 0, hashDigits + 1);
  const rest = line.subarray(hashDigits + 1);
  return {
    stated: /^[0-9a-f]{64} $/.test(head) ? head.slice(0, hashDigits) : null,
    computed: sha256(rest),
    text: rest.toString('utf8'),
  };
}

/** What a log holds and how it stands with it. Where there is none it is an empty one. */
export interface ReadLog {
  /** Those that are what was written, of this format. */
  readonly entries: readonly Entry[];
  readonly state: ChainState;
}

/** Times a log is read again because entries came meanwhile. */
const mostReadings = 5;

/** Reads a log from end to end; nothing that it may hold makes this fail. @throws AppError `file-unreadable` */
export async function readLog(log: string): Promise<ReadLog> {
  for (let reading = 1; ; reading++) {
    // It is written last, so what it says cannot be ahead of what is read next.
    const witness = await readAnchor(log, witnessFile);
    const anchor = await readAnchor(log);
    const read = await readOnce(log, anchor, witness);
    const after = await readAnchor(log);
    if (anchor?.hash === after?.hash || reading === mostReadings) return read;
  }
}

async function readOnce(log: string, anchor: Anchor | null, witness: Anchor | null): Promise<ReadLog> {
  try {
    return await readChunks(createReadStream(log) as AsyncIterable<Buffer>, anchor, witness);
  } catch (cause) {
    if (errnoOf(cause) === 'ENOENT') return readChunks([], anchor, witness);
    throw new AppError('file-unreadable', `The agreement log cannot be read (${errnoOf(cause)}).`, { cause });
  }
}

/** As `readLog`, of the bytes of a log in pieces of any size. */
export async function readChunks(
  chunks: AsyncIterable<Buffer> | Iterable<Buffer>,
  anchor: Anchor | null,
  witness: Anchor | null = null,
): Promise<ReadLog> {
  const chain = new ChainReader(witness);
  const entries: Entry[] = [];
  const isTorn = await eachLine(chunks, (line) => {
    if (line === null) return chain.skip();
    const parts = toChainLine(line);
    if (chain.take(parts, entryFormat) === null) return;
    const entry = v.safeParse(entrySchema, JSON.parse(parts.text));
    if (entry.success) entries.push(entry.output);
  });
  return { entries, state: chain.end(anchor, isTorn) };
}

/** Null where there is none, or it is damaged. */
export async function readAnchor(log: string, fileOf = anchorFile): Promise<Anchor | null> {
  const text = await readFile(fileOf(log), 'utf8').catch(() => '');
  return parseAnchor(text);
}

export function parseAnchor(text: string): Anchor | null {
  try {
    const anchor = v.safeParse(anchorSchema, JSON.parse(text));
    return anchor.success ? anchor.output : null;
  } catch {
    return null;
  }
}

/** @returns whether something lies behind the last line feed */
async function eachLine(
  chunks: AsyncIterable<Buffer> | Iterable<Buffer>,
  take: (line: Buffer | null) => void,
): Promise<boolean> {
  let pending: Buffer = Buffer.alloc(0);
  let isTooLong = false;
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(lineFeed); end >= 0; end = chunk.indexOf(lineFeed, start)) {
      const line = Buffer.concat([pending, chunk.subarray(start, end)]);
      take(isTooLong || line.length > longestLine ? null : line);
      pending = Buffer.alloc(0);
      isTooLong = false;
      start = end + 1;
    }
    const rest = Buffer.concat([pending, chunk.subarray(start)]);
    isTooLong ||= rest.length > longestLine;
    pending = isTooLong ? Buffer.alloc(1) : rest;
  }
  return pending.length > 0;
}
