import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import * as v from 'valibot';
import type { Anchor } from '#common/agreement/chain';
import {
  chainStart,
  entryFormat,
  entryText,
  linkSchema,
  statementSchema,
  type Entry,
  type Statement,
} from '#common/agreement/entry';
import { AppError } from '#common/errors';
import { flushFolder } from '../index/index-files.ts';
import { TurnFile } from '../index/turn-file.ts';
import { errnoOf, isDiskFull } from '../survey/system-error.ts';
import { anchorFile, longestLine, parseAnchor, sha256, toChainLine, witnessFile } from './log-lines.ts';

/** The end of a log: enough for the last few entries. */
const tailBytes = 4 * longestLine;

/**
 * Adds a verdict to the log and returns once it outlasts a power cut. A statement whose id is among the last
 * entries is there already and is not written again. What was done to the log before stays to be found: the new
 * entry continues what the anchor says.
 *
 * @throws AppError `disk-full` or `agreement-unwritable`; the log is as it was then
 */
export function appendEntry(log: string, statement: Statement, now: Date = new Date()): void {
  const turn = new TurnFile(log);
  try {
    mkdirSync(dirname(log), { recursive: true, mode: 0o700 });
    turn.take();
    try {
      append(log, statement, now);
    } finally {
      turn.giveWay();
    }
  } catch (cause) {
    if (isDiskFull(cause))
      throw new AppError('disk-full', 'There is no room left for the agreement log.', { cause });
    throw new AppError('agreement-unwritable', `The agreement log cannot be written (${errnoOf(cause)}).`, {
      cause,
    });
  }
}

function append(log: string, statement: Statement, now: Date): void {
  // Not for appending: Windows would not cut off what could be written in part.
  const descriptor = openSync(log, constants.O_RDWR | constants.O_CREAT, 0o600);
  try {
    const { size } = fstatSync(descriptor);
    const tail = tailOf(descriptor, size);
    if (tail.ids.has(statement.id)) return;
    const before = continued(log, size, tail);
    // Never acknowledged, so nothing of it is lost: the anchor says where the log ends.
    const isTorn = tail.torn > 0 && before.hash === (tail.last?.hash ?? chainStart);
    const start = isTorn ? size - tail.torn : size;
    if (isTorn) ftruncateSync(descriptor, start);
    const entry: Entry = {
      ...{ format: entryFormat, number: before.count + 1, previous: before.hash },
      when: now.toISOString(),
      ...v.parse(statementSchema, statement),
    };
    const text = entryText(entry);
    const hash = sha256(text);
    // What was altered without a line feed must not swallow this entry.
    const gap = tail.torn > 0 && !isTorn ? '\n' : '';
    writeWhole(descriptor, start, Buffer.from(`${gap}${hash} ${text}\n`));
    followEntry(log, { count: entry.number, hash });
  } finally {
    closeSync(descriptor);
  }
}

interface Tail {
  /** The last complete line, if it is an entry as it was written. */
  readonly last: Anchor | null;
  /** Its predecessor's hash, as it says. */
  readonly previous: string | null;
  readonly ids: ReadonlySet<string>;
  /** Bytes behind the last line feed. */
  readonly torn: number;
}

function tailOf(descriptor: number, size: number): Tail {
  const bytes = Buffer.alloc(Math.min(size, tailBytes));
  readSync(descriptor, bytes, 0, bytes.length, size - bytes.length);
  const end = bytes.lastIndexOf(10) + 1;
  const lines = splitLines(bytes.subarray(0, end)).map(toChainLine);
  const sound = lines.map((line) => (line.stated === line.computed ? partsOf(line.text) : null));
  const last = sound.at(-1);
  const hash = lines.at(-1)?.computed;
  return {
    last: last && hash !== undefined ? { count: last.number, hash } : null,
    previous: last?.previous ?? null,
    ids: new Set(sound.flatMap((link) => (link?.id === undefined ? [] : [link.id]))),
    torn: bytes.length - end,
  };
}

const partsSchema = v.object({ ...linkSchema.entries, id: v.optional(v.string()) });

function partsOf(text: string): v.InferOutput<typeof partsSchema> | null {
  try {
    const parts = v.safeParse(partsSchema, JSON.parse(text));
    return parts.success ? parts.output : null;
  } catch {
    return null;
  }
}

function splitLines(bytes: Buffer): readonly Buffer[] {
  const lines: Buffer[] = [];
  for (let start = 0, end = bytes.indexOf(10); end >= 0; start = end + 1, end = bytes.indexOf(10, start))
    lines.push(bytes.subarray(start, end));
  return lines;
}

/** What the next entry continues: what was acknowledged last, whatever became of the file since. */
function continued(log: string, size: number, { last, previous }: Tail): Anchor {
  const witness = anchorOf(witnessFile(log));
  const anchor = anchorOf(anchorFile(log));
  if (anchor === null) {
    const known = Math.max(last?.count ?? 0, witness?.count ?? 0);
    // Where there are entries without an anchor nobody knows how many there were: the chain breaks for all to see.
    const start =
      size === 0 ? (witness ?? { count: 0, hash: chainStart }) : { count: known, hash: sha256(chainStart) };
    keepAnchor(anchorFile(log), start);
    return start;
  }
  if (last === null || last.count !== anchor.count + 1 || previous !== anchor.hash)
    return witness !== null && witness.count > anchor.count ? witness : anchor;
  // A crash left the anchor behind. Never by more than one entry, or it would pass for tampering.
  keepAnchor(anchorFile(log), last);
  return last;
}

function anchorOf(file: string): Anchor | null {
  try {
    return parseAnchor(readFileSync(file, 'utf8'));
  } catch (thrown) {
    if (errnoOf(thrown) === 'ENOENT') return null;
    throw thrown;
  }
}

/** All of it, or the file as it was. */
function writeWhole(descriptor: number, size: number, bytes: Buffer): void {
  try {
    for (let written = 0; written < bytes.length;)
      written += writeSync(descriptor, bytes, written, bytes.length - written, size + written);
    fsyncSync(descriptor);
  } catch (thrown) {
    ftruncateSync(descriptor, size);
    throw thrown;
  }
}

function keepAnchor(file: string, anchor: Anchor): void {
  const partial = `${file}.partial`;
  writeFileSync(partial, JSON.stringify(anchor), { mode: 0o600, flush: true });
  renameSync(partial, file);
  flushFolder(dirname(file));
}

/**
 * The entry outlasts a power cut by now: where its anchor cannot be written the next entry writes it first. The witness
 * comes last, so that it never knows more than log and anchor do.
 */
function followEntry(log: string, anchor: Anchor): void {
  try {
    keepAnchor(anchorFile(log), anchor);
    keepAnchor(witnessFile(log), anchor);
  } catch (thrown) {
    if (errnoOf(thrown) === 'unknown') throw thrown;
  }
}
