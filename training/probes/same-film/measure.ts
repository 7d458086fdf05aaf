import type { Label } from '#common/model/result';
import { scopeByTags } from '#common/model/scope';
import { decideVerdict } from '#common/model/verdict';
import { decodeFrame } from '#node/decode/decode-frame';
import type { Classification, Classifier } from '#node/inference/classifier';
import { judgeFrame } from '#node/scan/judge-frame';
import { readFile } from 'node:fs/promises';
import { filmOf } from '../film.ts';
import { variants } from './variants.ts';

/** What the product says of one file; null where its scope gate withholds the number. */
export type Answer = {
  readonly probability: number;
  /** By the card's operating points, whether or not the card's release lets it be shown. */
  readonly label: Label;
} | null;

/** What the product says of one radiograph, as the data set holds it and in every variant. */
export interface FilmAnswers {
  readonly file: string;
  /** Of the data set's file, in pixels. */
  readonly longSide: number;
  readonly original: Answer;
  readonly variants: Readonly<Record<string, Answer>>;
}

/** Gives radiographs to the product in every variant, as whole files through its own decoder and scope gate. */
export async function* askSameFilms(
  classifier: Classifier,
  films: readonly { readonly file: string; readonly path: string }[],
): AsyncGenerator<FilmAnswers> {
  for (const { file, path } of films) {
    const bytes = await readFile(path);
    const film = filmOf(await decodeFrame(bytes, 0));
    const remembering = rememberInputs(classifier);
    const original = await ask(remembering, bytes);
    const answers: [string, Answer][] = [];
    for (const { name, encode } of variants) answers.push([name, await ask(remembering, await encode(film))]);
    const longSide = Math.max(film.rows, film.columns);
    yield { file, longSide, original, variants: Object.fromEntries(answers) };
  }
}

async function ask(classifier: Classifier, bytes: Uint8Array): Promise<Answer> {
  const { regions, operatingPoints } = classifier.card;
  const frame = await decodeFrame(bytes, 0);
  const result = await judgeFrame(frame, scopeByTags(frame.description, regions), classifier);
  if (!('prediction' in result)) return null;
  const { probability } = result.prediction;
  return { probability, label: decideVerdict(probability, operatingPoints).label };
}

/** The same classifier, which does not run its network again on an input it had before, bit for bit. */
function rememberInputs(classifier: Classifier): Classifier {
  const asked: { readonly pixels: Float32Array; readonly said: Classification }[] = [];
  return {
    ...classifier,
    async classify(input) {
      const before = asked.find(({ pixels }) => sameBits(pixels, input.pixels));
      if (before !== undefined) return before.said;
      const said = await classifier.classify(input);
      asked.push({ pixels: input.pixels, said });
      return said;
    },
  };
}

function sameBits(a: Float32Array, b: Float32Array): boolean {
  return a.length === b.length && a.every((value, i) => Object.is(value, b[i]));
}
