import { AppError, type ErrorReport } from '#common/errors';
import type { Letterbox } from '#common/imaging/letterbox';
import type { ModelInput } from '#common/imaging/preprocess';
import { calibrateMap } from '#common/model/calibration';
import { runNetwork } from '#node/inference/network';
import { openSession, type OnnxSession } from '#node/inference/onnx-session';
import { mostUnreadable, type LabelledFilm } from '../dataset/labelled-film.ts';
import { readInputs } from '../inputs/read-inputs.ts';
import { judgeAttention, type AttentionQuality } from '../metrics/attention-quality.ts';
import type { EvaluatedNetwork } from './evaluated-network.ts';

/** What a network says of a labelled film. */
export interface FilmScore {
  readonly film: LabelledFilm;
  /** Before calibration. */
  readonly logit: number;
  /** Null for a film without boxes and for a network without a map. */
  readonly attention: AttentionQuality | null;
}

export interface SetScores {
  /** In the order of the films. */
  readonly scores: readonly FilmScore[];
  /** Left out of every figure, so whoever reports says how many they are. */
  readonly unreadable: readonly { readonly file: string; readonly error: ErrorReport }[];
}

export interface ScoreSetOptions {
  /** Takes the mean of the logits of the film and of its mirror image; the map stays the film's own. */
  readonly mirrored?: boolean;
  /** Threads that decode. */
  readonly threads?: number;
  readonly onProgress?: (done: number, total: number) => void;
}

/** What a file gives, whatever its labels. */
interface PathScore {
  readonly logit: number;
  readonly map: { readonly rows: number; readonly columns: number; readonly logits: Float32Array } | null;
  readonly letterbox: Letterbox;
}

/**
 * Runs a network over films by the road of the product: its decoder, its preprocessing, one film at a time. A
 * file that several films share is run once.
 *
 * @throws AppError `file-unreadable` when more than 5 % of the files cannot be read; AppError of the runtime's.
 */
export async function scoreSet(
  network: EvaluatedNetwork,
  films: readonly LabelledFilm[],
  { mirrored = false, threads = 2, onProgress }: ScoreSetOptions = {},
): Promise<SetScores> {
  const files = [...new Set(films.map(({ path }) => path))].map((path) => ({ path }));
  const session = await openSession(network.onnx, { provider: 'cpu' });
  const byPath = new Map<string, PathScore | ErrorReport>();
  try {
    for await (const read of readInputs(files, network.input, threads)) {
      const score =
        'error' in read ? read.error : await scoreInput(session, network, read.modelInput, mirrored);
      byPath.set(read.film.path, score);
      onProgress?.(byPath.size, files.length);
    }
  } finally {
    await session.release();
  }
  return collect(films, byPath);
}

async function scoreInput(
  session: OnnxSession,
  network: EvaluatedNetwork,
  { pixels, letterbox }: ModelInput,
  mirrored: boolean,
): Promise<PathScore> {
  const { logit, map } = await runFilm(session, network, pixels);
  if (!mirrored) return { logit, map, letterbox };
  const other = await runFilm(session, network, mirror(pixels, network.input.columns));
  return { logit: (logit + other.logit) / 2, map, letterbox };
}

async function runFilm(
  session: OnnxSession,
  { card, input, ...names }: EvaluatedNetwork,
  pixels: Float32Array,
): Promise<Pick<PathScore, 'logit' | 'map'>> {
  if (card !== null) {
    const { logit, mapRows, mapColumns, mapCells } = await runNetwork(session, card, pixels);
    const logits = calibrateMap(mapCells, card.calibration);
    return { logit, map: { rows: mapRows, columns: mapColumns, logits } };
  }
  const dims = [1, 1, input.rows, input.columns];
  const outputs = await session.run({ [names.pixels]: { values: pixels, dims } });
  const logit = outputs[names.logit]?.values[0];
  if (logit === undefined || !Number.isFinite(logit))
    throw new AppError('inference-failed', `The network gave ${logit} for a logit.`);
  return { logit, map: null };
}

function mirror(pixels: Float32Array, columns: number): Float32Array {
  const mirrored = Float32Array.from(pixels);
  for (let start = 0; start < mirrored.length; start += columns)
    mirrored.subarray(start, start + columns).reverse();
  return mirrored;
}

function collect(
  films: readonly LabelledFilm[],
  byPath: ReadonlyMap<string, PathScore | ErrorReport>,
): SetScores {
  const scores: FilmScore[] = [];
  const unreadable: { file: string; error: ErrorReport }[] = [];
  for (const film of films) {
    const score = byPath.get(film.path)!;
    if ('code' in score) unreadable.push({ file: film.file, error: score });
    else scores.push({ film, logit: score.logit, attention: attentionOf(film, score) });
  }
  if (unreadable.length > mostUnreadable * films.length)
    throw new AppError(
      'file-unreadable',
      `${unreadable.length} of ${films.length} films cannot be read, such as ${unreadable[0]!.file}: ${unreadable[0]!.error.message}`,
    );
  return { scores, unreadable };
}

function attentionOf({ boxes }: LabelledFilm, { map, letterbox }: PathScore): AttentionQuality | null {
  if (map === null || boxes === null || boxes.length === 0) return null;
  return judgeAttention({ ...map, letterbox }, boxes);
}
