import { preprocess } from '#common/imaging/preprocess';
import type { Label } from '#common/model/result';
import { scopeByPixels, scopeByTags } from '#common/model/scope';
import { decideVerdict } from '#common/model/verdict';
import { decodeFrame } from '#node/decode/decode-frame';
import type { Classifier } from '#node/inference/classifier';
import { readFile } from 'node:fs/promises';
import { filmOf } from '../film.ts';
import { variants } from './variants.ts';

/** What the product says of one file. */
export interface Answer {
  readonly probability: number;
  /** By the card's operating points, whether or not the product may show it. */
  readonly label: Label;
  /** The scope gate refuses the file: the product gives no number for it. */
  readonly withheld: boolean;
}

/** What the product says of one radiograph, as the data set holds it and in every variant. */
export interface FilmAnswers {
  readonly file: string;
  /** Of the data set's file, in pixels. */
  readonly longSide: number;
  readonly original: Answer;
  readonly variants: Readonly<Record<string, Answer>>;
}

/** Gives radiographs to the product in every variant, as whole files through its own decoder. */
export async function* askSameFilms(
  classifier: Classifier,
  films: readonly { readonly file: string; readonly path: string }[],
): AsyncGenerator<FilmAnswers> {
  for (const { file, path } of films) {
    const bytes = await readFile(path);
    const film = filmOf(await decodeFrame(bytes, 0));
    const asked: Asked[] = [];
    const original = await ask(classifier, bytes, asked);
    const answers: [string, Answer][] = [];
    for (const { name, encode } of variants)
      answers.push([name, await ask(classifier, await encode(film), asked)]);
    const longSide = Math.max(film.rows, film.columns);
    yield { file, longSide, original, variants: Object.fromEntries(answers) };
  }
}

/** A model input and what the network said of it. */
interface Asked {
  readonly pixels: Float32Array;
  readonly probability: number;
}

/** The network is not run again on an input that it had before, bit for bit: it would say the same. */
async function ask(classifier: Classifier, bytes: Uint8Array, asked: Asked[]): Promise<Answer> {
  const { card } = classifier;
  const frame = await decodeFrame(bytes, 0);
  const scope = scopeByPixels(frame, scopeByTags(frame.description, card.regions));
  const input = preprocess(frame, card.input);
  let before = asked.find(({ pixels }) => sameBits(pixels, input.pixels));
  if (before === undefined) {
    const { prediction } = await classifier.classify(input);
    before = { pixels: input.pixels, probability: prediction.probability };
    asked.push(before);
  }
  const { probability } = before;
  const { label } = decideVerdict(probability, card.operatingPoints);
  return { probability, label, withheld: scope.status === 'outOfScope' };
}

function sameBits(a: Float32Array, b: Float32Array): boolean {
  return a.length === b.length && a.every((value, i) => Object.is(value, b[i]));
}
