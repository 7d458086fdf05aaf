import type { ModelCard } from '#common/model/model-card';
import { readFile } from 'node:fs/promises';
import * as v from 'valibot';

const worstCase = v.object({
  films: v.number(),
  worstDifference: v.number(),
  beyondTolerance: v.number(),
  labelChanges: v.number(),
});

/** The part that the card keeps of the report of `npm run probe -- same-film`. */
const reportSchema = v.object({
  model: v.object({ sha256: v.string() }),
  set: v.string(),
  tolerance: v.number(),
  ...worstCase.entries,
  fullSize: worstCase,
  halfSize: worstCase,
  halfSizeOfLargeFilms: worstCase,
});

/**
 * What the probe's report says of one film in several files, or that it says nothing of this very network.
 *
 * @param modelSha256 of the ONNX file.
 * @throws Error when the file is there and is no such report.
 */
export async function readSameFilm(reportFile: string, modelSha256: string): Promise<ModelCard['sameFilm']> {
  const text = await readFile(reportFile, 'utf8').catch(() => null);
  if (text === null) return { measured: false, reason: 'not measured' };
  const { model, ...report } = v.parse(reportSchema, JSON.parse(text));
  if (model.sha256 !== modelSha256)
    return { measured: false, reason: 'not measured: the last probe was of another network' };
  return { measured: true, ...report };
}
