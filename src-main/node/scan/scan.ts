import type { ImageDescription } from '#common/dicom/image-description';
import { sourceText, type FilmSource } from '#common/contract/film-source';
import { AppError, toErrorReport } from '#common/errors';
import type { ImageResult } from '#common/model/result';
import { scopeByTags } from '#common/model/scope';
import type { DecodePool } from '../decode/decode-pool.ts';
import type { Classifier } from '../inference/classifier.ts';
import { describeFiles, type DescribeOptions, type ExaminedFile } from '../survey/describe-files.ts';
import type { FoundFile } from '../survey/find-files.ts';
import { mapInOrder } from '../survey/map-in-order.ts';
import { judgeFrame } from './judge-frame.ts';
import type { ScanRow } from './scan-row.ts';

export interface ScanServices {
  readonly pool: DecodePool;
  readonly classifier: Classifier;
}

export interface ScanOptions {
  /** Frames in flight at a time: what bounds the memory. */
  readonly jobs: number;
  readonly signal?: AbortSignal;
  readonly askPassword?: DescribeOptions['askPassword'];
}

type FrameTask =
  ScanRow | { readonly film: FilmSource; readonly description: ImageDescription; readonly frame: number };

/**
 * Classifies every frame of every image, in the order of the files. A file that cannot be read is a row, not
 * the end of the scan. Decoding runs ahead in the pool's threads while the network works, `jobs` frames at
 * the most, and waits when the rows are not taken.
 *
 * @throws AppError `cancelled` when the signal is aborted.
 */
export async function* scan(
  files: AsyncIterable<FoundFile>,
  services: ScanServices,
  { jobs, signal, askPassword }: ScanOptions,
): AsyncGenerator<ScanRow> {
  const examined = describeFiles(files, services.pool, { limit: jobs, signal, askPassword });
  for await (const row of mapInOrder(frameTasks(examined), jobs, (task) =>
    scanFrame(task, services, signal),
  )) {
    if (signal?.aborted) throw new AppError('cancelled', 'The scan was cancelled.');
    yield row;
  }
}

async function* frameTasks(files: AsyncIterable<ExaminedFile>): AsyncGenerator<FrameTask> {
  for await (const file of files) {
    if ('error' in file)
      yield {
        path: sourceText(file),
        attributes: null,
        frame: null,
        outcome: { kind: 'failure', error: file.error },
      };
    else if ('description' in file)
      for (let frame = 0; frame < file.description.pixels.numberOfFrames; frame++)
        yield { film: file, description: file.description, frame };
  }
}

async function scanFrame(
  task: FrameTask,
  services: ScanServices,
  signal: AbortSignal | undefined,
): Promise<ScanRow> {
  if ('outcome' in task) return task;
  const { film, description, frame } = task;
  const row = { path: sourceText(film), attributes: description.attributes, frame };
  try {
    return { ...row, outcome: { kind: 'result', result: await classifyFrame(task, services, signal) } };
  } catch (thrown) {
    return { ...row, outcome: { kind: 'failure', error: toErrorReport(thrown) } };
  }
}

async function classifyFrame(
  { film, description, frame }: Exclude<FrameTask, ScanRow>,
  { pool, classifier }: ScanServices,
  signal: AbortSignal | undefined,
): Promise<ImageResult> {
  const { status, reason } = scopeByTags(description, classifier.card.regions);
  if (status === 'outOfScope') return { scope: { status, reason } };
  const prepared = await pool.prepare(film, frame, classifier.card.input, { keepFrame: true }, signal);
  return judgeFrame(prepared.frame!, { status, reason }, classifier, prepared);
}
