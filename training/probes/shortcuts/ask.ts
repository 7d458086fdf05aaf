import { preprocess } from '#common/imaging/preprocess';
import { seededRandom } from '#common/sampling/seeded-random';
import { decodeFrame } from '#node/decode/decode-frame';
import type { Classifier } from '#node/inference/classifier';
import { readFile } from 'node:fs/promises';
import type { Radiograph } from '../../dataset/fracatlas.ts';
import { filmOf } from '../film.ts';
import { masked, pasted, type FilmChange } from './changes.ts';

/** Calibrated probabilities of one film, as it is and after each change. */
export interface ProbedFilm {
  readonly radiograph: Radiograph;
  readonly before: number;
  readonly after: Readonly<Record<string, number>>;
}

/**
 * Shows films to the network as they are and changed. Masks go on every film; what is pasted on those without
 * a fracture only, where a rise of the score can be nothing but an error.
 */
export async function* askChangedFilms(
  classifier: Classifier,
  radiographs: readonly Radiograph[],
  seed: number,
): AsyncGenerator<ProbedFilm> {
  for (const [index, radiograph] of radiographs.entries()) {
    const frame = await decodeFrame(await readFile(radiograph.path), 0);
    const film = filmOf(frame);
    const { prediction } = await classifier.classify(preprocess(frame, classifier.card.input));
    const changes: readonly FilmChange[] = radiograph.fractured ? masked : [...pasted, ...masked];
    const after: [string, number][] = [];
    for (const [order, { name, toInput }] of changes.entries()) {
      const random = seededRandom(seed + 1000 * index + order);
      const changed = await classifier.classify(await toInput(film, classifier.card.input, random));
      after.push([name, changed.prediction.probability]);
    }
    yield { radiograph, before: prediction.probability, after: Object.fromEntries(after) };
  }
}

/** Calibrated probabilities of films as they are. */
export async function* askFilms(
  classifier: Classifier,
  radiographs: readonly Radiograph[],
): AsyncGenerator<ProbedFilm> {
  for (const radiograph of radiographs) {
    const frame = await decodeFrame(await readFile(radiograph.path), 0);
    const { prediction } = await classifier.classify(preprocess(frame, classifier.card.input));
    yield { radiograph, before: prediction.probability, after: {} };
  }
}
