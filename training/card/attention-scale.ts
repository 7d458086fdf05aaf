import { calibrateMap, type Calibration } from '#common/model/calibration';
import type { ModelCard } from '#common/model/model-card';
import type { ScoredFilm } from '../score-films.ts';

/** Of the cells of films that are not flagged, this share stays without any colour. */
const dark = 0.99;

/**
 * The fixed scale of the heat map in calibrated logits: colour begins where hardly a cell of the films that
 * are not flagged reaches, and is full where the hottest hundredth of the suspected films' cells begins.
 *
 * @throws RangeError when suspected films are no hotter than the others.
 */
export function chooseAttentionScale(
  notFlagged: readonly ScoredFilm[],
  suspected: readonly ScoredFilm[],
  calibration: Calibration,
): ModelCard['attention'] {
  const transparentLogit = quantileOfCells(notFlagged, calibration);
  const opaqueLogit = quantileOfCells(suspected, calibration);
  if (!(transparentLogit < opaqueLogit))
    throw new RangeError(
      `The map of suspected films (${opaqueLogit}) is no hotter than ${transparentLogit}.`,
    );
  const share = `${Math.round(100 * dark)}th percentile of the map cells`;
  const chosenBy = `validation films: ${share} of those not flagged, and of those suspected`;
  return { transparentLogit, opaqueLogit, chosenBy };
}

function quantileOfCells(films: readonly ScoredFilm[], calibration: Calibration): number {
  const cells = Float64Array.from(
    films.flatMap((film) => [...calibrateMap(contentCells(film), calibration)]),
  );
  if (cells.length === 0) throw new RangeError('No validation film carries this label.');
  return cells.sort()[Math.floor(dark * (cells.length - 1))]!;
}

/** The cells whose centre lies on the film rather than on the bars beside it. */
function contentCells({ mapRows, mapColumns, mapCells, letterbox }: ScoredFilm): Float32Array {
  const { inputRows, inputColumns, top, left, contentRows, contentColumns } = letterbox;
  return mapCells.filter((_, cell) => {
    const row = ((Math.floor(cell / mapColumns) + 0.5) * inputRows) / mapRows - top;
    const column = (((cell % mapColumns) + 0.5) * inputColumns) / mapColumns - left;
    return row >= 0 && row < contentRows && column >= 0 && column < contentColumns;
  });
}
