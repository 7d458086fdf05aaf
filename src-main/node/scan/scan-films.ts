import { sourceOf, type FilmSource } from '#common/contract/film-source';
import type { ImageDescription } from '#common/dicom/image-description';
import type { DecodedFrame } from '#common/imaging/decoded-frame';
import { AppError, toErrorReport } from '#common/errors';
import type { ImageResult, Scope } from '#common/model/result';
import { scopeByTags } from '#common/model/scope';
import type { DecodePool } from '../decode/decode-pool.ts';
import type { Classifier } from '../inference/classifier.ts';
import { describeFiles, type DescribeOptions, type ExaminedFile } from '../survey/describe-files.ts';
import type { FoundFile } from '../survey/find-files.ts';
import { mapInOrder } from '../survey/map-in-order.ts';
import { judgePrepared } from './judge-frame.ts';
import type { ScannedFilm, ScanOutcome } from './scan-row.ts';

export interface ScanServices {
  readonly pool: DecodePool;
  readonly classifier: Classifier;
}

/** What an earlier run of the same scan knows. */
export interface EarlierFilms {
  /** Whether the very file was judged. */
  isKnown(film: FilmSource, stamp: string): boolean;
  /** Whether a film of these bytes was judged, under whatever name. */
  hasContent(contentSha256: string): boolean;
}

export interface ScanOptions {
  /** Films in flight at a time: what bounds the memory. */
  readonly jobs: number;
  readonly signal?: AbortSignal;
  readonly askPassword?: DescribeOptions['askPassword'];
  /** Whether a film is wanted; all are if left out. */
  readonly isWanted?: (description: ImageDescription) => boolean;
  readonly earlier?: EarlierFilms;
  /** Told of every frame that got a result, before its film is; the film waits for it, and what it throws ends the scan. */
  readonly onResult?: (judged: JudgedFrameOfScan) => Promise<void>;
}

/** A frame with its result. */
export interface JudgedFrameOfScan {
  readonly source: FilmSource;
  /** Counted from 0. */
  readonly frame: number;
  readonly result: ImageResult;
  /** Null where the header alone put the film out of scope. */
  readonly decoded: DecodedFrame | null;
}

/** What became of a film that a scan came by; what is no image is left out. */
export type FilmOfScan =
  | ({ readonly kind: 'scanned' } & ScannedFilm)
  /** Judged before, in this place or, where `contentSha256` is given, under these bytes. */
  | {
      readonly kind: 'known';
      readonly source: FilmSource;
      readonly stamp: string;
      readonly contentSha256: string | null;
    }
  | { readonly kind: 'unwanted'; readonly source: FilmSource };

type Described = Extract<ExaminedFile, { description: unknown }>;

/**
 * Classifies every film, in the order of the files. A file that cannot be read is a film that failed, not the
 * end of the scan. Decoding runs ahead in the pool's threads while the network works, `jobs` films at the
 * most, and waits when the films are not taken.
 *
 * @throws AppError `cancelled` when the signal is aborted.
 */
export async function* scanFilms(
  files: AsyncIterable<FoundFile>,
  services: ScanServices,
  options: ScanOptions,
): AsyncGenerator<FilmOfScan> {
  const { jobs, signal, askPassword, earlier } = options;
  const examined = describeFiles(files, services.pool, {
    limit: jobs,
    signal,
    askPassword,
    isKnown: earlier?.isKnown.bind(earlier),
  });
  for await (const film of mapInOrder(images(examined), jobs, (file) => scanFile(file, services, options))) {
    if (signal?.aborted) throw new AppError('cancelled', 'The scan was cancelled.');
    yield film;
  }
}

async function* images(files: AsyncIterable<ExaminedFile>): AsyncGenerator<ExaminedFile> {
  for await (const file of files) if (!('passedOver' in file)) yield file;
}

async function scanFile(
  file: ExaminedFile,
  services: ScanServices,
  options: ScanOptions,
): Promise<FilmOfScan> {
  const source = sourceOf(file);
  if ('known' in file) return { kind: 'known', source, stamp: file.stamp, contentSha256: null };
  if ('error' in file) return failed(source, { kind: 'failure', error: file.error });
  if ('passedOver' in file || 'object' in file || options.isWanted?.(file.description) === false)
    return { kind: 'unwanted', source };
  const known = await findContent(file, services, options);
  if (known !== null) return { kind: 'known', source, stamp: file.stamp, contentSha256: known };
  return scanDescribed(file, services, options);
}

function failed(source: FilmSource, outcome: ScanOutcome): FilmOfScan {
  const nothing = { stamp: null, contentSha256: null, attributes: null };
  return { kind: 'scanned', source, ...nothing, frames: [{ frame: null, outcome }] };
}

/** Null also where the film cannot be read: judging it will say why. */
async function findContent(
  film: Described,
  { pool }: ScanServices,
  { earlier, signal }: ScanOptions,
): Promise<string | null> {
  if (earlier === undefined) return null;
  const contentSha256 = await pool.fingerprint(sourceOf(film), signal).catch(() => null);
  return contentSha256 !== null && earlier.hasContent(contentSha256) ? contentSha256 : null;
}

async function scanDescribed(
  { stamp, description, ...film }: Described,
  services: ScanServices,
  { signal, onResult }: ScanOptions,
): Promise<FilmOfScan> {
  const source = sourceOf(film);
  let contentSha256: string | null = null;
  const frames: { frame: number; outcome: ScanOutcome }[] = [];
  for (let frame = 0; frame < description.pixels.numberOfFrames; frame++) {
    let judged: Classified;
    try {
      const keepFrame = onResult !== undefined;
      judged = await classifyFrame({ source, description, frame, keepFrame }, services, signal);
    } catch (thrown) {
      frames.push({ frame, outcome: { kind: 'failure', error: toErrorReport(thrown) } });
      continue;
    }
    const { result, decoded } = judged;
    contentSha256 ??= judged.contentSha256;
    await onResult?.({ source, frame, result, decoded });
    frames.push({ frame, outcome: { kind: 'result', result } });
  }
  return { kind: 'scanned', source, stamp, contentSha256, attributes: description.attributes, frames };
}

interface Classified extends Pick<JudgedFrameOfScan, 'result' | 'decoded'> {
  readonly contentSha256: string | null;
}

async function classifyFrame(
  film: {
    readonly source: FilmSource;
    readonly description: ImageDescription;
    readonly frame: number;
    readonly keepFrame: boolean;
  },
  { pool, classifier }: ScanServices,
  signal: AbortSignal | undefined,
): Promise<Classified> {
  const { status, reason } = scopeByTags(film.description, classifier.card.regions);
  if (status === 'outOfScope')
    return { result: { scope: { status, reason } }, contentSha256: null, decoded: null };
  const tags: Scope = { status, reason };
  const wanted = { keepFrame: film.keepFrame, fingerprint: true, tags };
  const prepared = await pool.prepare(film.source, film.frame, classifier.card.input, wanted, signal);
  const result = await judgePrepared({ ...prepared, scope: prepared.scope! }, classifier);
  return { result, contentSha256: prepared.contentSha256, decoded: prepared.frame };
}
