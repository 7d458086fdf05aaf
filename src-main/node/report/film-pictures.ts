import { encode } from 'fast-png';
import type { FilmSource } from '#common/contract/film-source';
import type { Thumbnail } from '#common/contract/ipc';
import { toErrorReport } from '#common/errors';
import { renderThumbnail } from '#common/imaging/thumbnail';
import { scopeByTags } from '#common/model/scope';
import { heatMapRaster, overFilm } from '#common/viewer/heat-map';
import { judgeFrame } from '../scan/judge-frame.ts';
import type { ScanServices } from '../scan/scan-films.ts';
import type { ReportRow } from './columns.ts';
import type { FilmPictures } from './html-film.ts';

/** Of the longer side, in pixels. */
const pictureSide = 320;
const mapOpacity = 0.55;
/** Providers differ by less; a film that was changed differs by more. */
const sameProbability = 1e-3;

/** Decodes a film anew and has the model look at it once more, whose attention no report of a scan keeps. */
export async function pictureFilm(
  row: ReportRow,
  source: FilmSource,
  { pool, classifier }: ScanServices,
): Promise<FilmPictures> {
  try {
    const frame = await pool.decodeFrame(source, row.frame ?? 0);
    const picture = renderThumbnail(frame, pictureSide);
    const plain = dataUri(picture);
    if (row.model?.sha256 !== classifier.sha256)
      return { kind: 'shown', plain, map: null, without: 'the score is of another model.' };
    const result = await judgeFrame(
      frame,
      scopeByTags(frame.description, classifier.card.regions),
      classifier,
    );
    if (!('prediction' in result) || !isAbout(result.prediction.probability, row.probability))
      return { kind: 'shown', plain, map: null, without: 'the film is no longer as it was scanned.' };
    const raster = heatMapRaster(result.attentionMap, classifier.card.attention);
    return { kind: 'shown', plain, map: dataUri(overFilm(picture, raster, mapOpacity)), without: null };
  } catch (thrown) {
    return { kind: 'missing', code: toErrorReport(thrown).code };
  }
}

function isAbout(probability: number, reported: number | null): boolean {
  return reported !== null && Math.abs(probability - reported) < sameProbability;
}

function dataUri({ rows, columns, rgba }: Thumbnail): string {
  const png = encode({ width: columns, height: rows, data: rgba, channels: 4, depth: 8 });
  return `data:image/png;base64,${Buffer.from(png).toString('base64')}`;
}
