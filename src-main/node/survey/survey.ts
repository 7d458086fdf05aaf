import type { EngineEvents, SurveyedImage, SurveyedObject, SurveyedRefusal } from '#common/contract/engine';
import { sourceOf } from '#common/contract/film-source';
import type { ModelCard } from '#common/model/model-card';
import { scopeByTags } from '#common/model/scope';
import type { ExaminedFile } from './describe-files.ts';

/** What a survey announces, less the survey's own id. */
export type SurveyBatch = Omit<EngineEvents['surveyed'], 'surveyId'>;

const batchMilliseconds = 100;

/**
 * Announces images and refusals in batches: the first image at once, the rest as they gather, at least every
 * 100 ms while there is anything new. `examined` counts all files so far, also those passed over.
 */
export async function survey(
  files: AsyncIterable<ExaminedFile>,
  regions: ModelCard['regions'],
  announce: (batch: SurveyBatch) => void,
): Promise<void> {
  let images: SurveyedImage[] = [];
  let refusals: SurveyedRefusal[] = [];
  let objects: SurveyedObject[] = [];
  let examined = 0;
  let announced = 0;
  let firstImageShown = false;
  let timer: NodeJS.Timeout | undefined;
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    if (examined > announced) announce({ images, refusals, objects, examined });
    announced = examined;
    firstImageShown ||= images.length > 0;
    [images, refusals, objects] = [[], [], []];
  };
  try {
    for await (const file of files) {
      examined++;
      if ('description' in file) images.push(toSurveyedImage(file, regions));
      else if ('object' in file) objects.push({ ...sourceOf(file), object: file.object });
      else if ('error' in file) refusals.push(file);
      if (!firstImageShown && images.length > 0) flush();
      else timer ??= setTimeout(flush, batchMilliseconds);
    }
  } finally {
    flush();
  }
}

function toSurveyedImage(
  { stamp, description, ...file }: Extract<ExaminedFile, { description: unknown }>,
  regions: ModelCard['regions'],
): SurveyedImage {
  const { container, attributes, pixels } = description;
  const { rows, columns, numberOfFrames } = pixels;
  return {
    ...sourceOf(file),
    stamp,
    container,
    attributes,
    rows,
    columns,
    numberOfFrames,
    scope: scopeByTags(description, regions),
  };
}
