import { calibrateMap, type Calibration } from '#common/model/calibration';
import type { ModelCard } from '#common/model/model-card';
import type { Letterbox } from '#common/imaging/letterbox';
import type { NetworkOutput } from '#node/inference/network';

/** A film's raw class activation map and where the film lies in it. */
export type MappedFilm = Pick<NetworkOutput, 'mapRows' | 'mapColumns' | 'mapCells'> & {
  readonly letterbox: Letterbox;
};

/** Of the films that are not flagged, this share stays without any colour. */
const withoutColour = 0.9;

/** Of the suspected films, this share stays below full colour everywhere. */
const belowFullColour = 0.75;

/**
 * The fixed scale of the heat map in calibrated logits, read off the hottest cell of each film: colour
 * begins where few of the films that are not flagged reach, and is full where some suspected ones do.
 *
 * @throws RangeError when suspected films are no hotter than the others, or either kind is missing.
 */
export function chooseAttentionScale(
  notFlagged: readonly MappedFilm[],
  suspected: readonly MappedFilm[],
  calibration: Calibration,
): ModelCard['attention'] {
  const transparentLogit = quantile(hottestCells(notFlagged, calibration), withoutColour);
  const opaqueLogit = quantile(hottestCells(suspected, calibration), belowFullColour);
  if (!(transparentLogit < opaqueLogit))
    throw new RangeError(
      `The map of suspected films (${opaqueLogit}) is no hotter than ${transparentLogit}.`,
    );
  const chosenBy =
    'hottest map cell of validation films: ' +
    `${100 * withoutColour}th percentile of those not flagged, ${100 * belowFullColour}th of those suspected`;
  return { transparentLogit, opaqueLogit, chosenBy };
}

function hottestCells(films: readonly MappedFilm[], calibration: Calibration): Float64Array {
  return Float64Array.from(films, (film) => Math.max(...calibrateMap(contentCells(film), calibration)));
}

function quantile(values: Float64Array, fraction: number): number {
  if (values.length === 0) throw new RangeError('No validation film carries this label.');
  return values.sort()[Math.floor(fraction * (values.length - 1))]!;
}

/** The cells whose centre lies on the film rather than on the bars beside it. */
function contentCells({ mapRows, mapColumns, mapCells, letterbox }: MappedFilm): Float32Array {
  const { inputRows, inputColumns, top, left, contentRows, contentColumns } = letterbox;
  return mapCells.filter((_, cell) => {
    const row = ((Math.floor(cell / mapColumns) + 0.5) * inputRows) / mapRows - top;
    const column = (((cell % mapColumns) + 0.5) * inputColumns) / mapColumns - left;
    return row >= 0 && row < contentRows && column >= 0 && column < contentColumns;
  });
}
