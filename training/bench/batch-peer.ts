import { seededRandom } from '#common/sampling/seeded-random';
import { shipped } from '../configurations/shipped.ts';
import { BatchLoader } from '../fine-tuning/batch-loader.ts';
import { batchSpecOf } from '../fine-tuning/configuration.ts';
import type { ReducedFilm, ReducedFilms } from '../fine-tuning/film-cache.ts';
import { answerTurns } from './answer-turns.ts';

// One augmented batch a round at 224x224, as the shipped training draws it, from noise of the size of reduced films.
// Its result is how many images a batch has.

const rows = shipped.reducedSide;
const columns = Math.round(0.8 * rows);
const filmsPerStratum = 16;
const threads = Number(process.argv[2]);

const spec = batchSpecOf(shipped, 0, { size: 224, epochs: 1, zoom: [0.9, 2] });
const loader = new BatchLoader(drawFilms(), threads);
const batches = loader.load(requests());
await answerTurns(async () => {
  const { value } = await batches.next();
  return value.targets.length;
});
await loader.close();

function* requests() {
  for (let index = 0; ; index++) yield { spec, index };
}

function drawFilms(): ReducedFilms {
  const films = shipped.strata.flatMap(({ source, fractured }, stratum) =>
    Array.from({ length: filmsPerStratum }, (_, i): ReducedFilm => {
      const offset = (stratum * filmsPerStratum + i) * rows * columns;
      const boxes = fractured ? [{ left: 200, top: 300, width: 80, height: 60 }] : [];
      return { offset, rows, columns, fractured, source, group: `${stratum}.${i}`, boxes };
    }),
  );
  const buffer = new SharedArrayBuffer(films.length * rows * columns);
  const random = seededRandom(1);
  new Uint8Array(buffer).forEach((_, i, pixels) => (pixels[i] = 256 * random()));
  return { buffer, films };
}
