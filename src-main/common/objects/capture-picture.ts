import type { DecodedFrame } from '../imaging/decoded-frame.ts';
import { defaultVoi } from '../imaging/default-voi.ts';
import { renderFrame, type RenderedPicture } from '../imaging/render-frame.ts';
import { resampleArea } from '../imaging/resample-area.ts';
import type { ModelCard } from '../model/model-card.ts';
import { investigationalNotice } from '../model/notice.ts';
import { findingLooks, findingOf, type PredictedResult } from '../viewer/finding.ts';
import { formatProbability } from '../viewer/format.ts';
import { heatMapRaster } from '../viewer/heat-map.ts';
import { scopeHeadings, scopeTexts } from '../viewer/scope-texts.ts';
import { letter, textWidth, type RgbPicture } from './lettering.ts';

/** A copy that is looked at beside the film needs no more. */
const longestSide = 1600;
/** Of the heat map at its strongest; the film stays to be seen under it. */
const opacity = 0.55;

/**
 * The film as it opens, reduced, with the heat map over it and the words beside it: above and below, never on it.
 */
export function capturePicture(frame: DecodedFrame, result: PredictedResult, card: ModelCard): RgbPicture {
  const voi = defaultVoi(frame);
  const full = renderFrame(frame, { voi, invert: false, overlays: true, shutter: true, bits: 8 });
  const film = withHeatMap(reduced(full), result, card);
  const width = Math.max(film.columns, 480);
  const lineHeight = Math.max(18, Math.round(width / 40));
  const above = wrapped([`AI, ${investigationalNotice.toLowerCase()}`], width, lineHeight);
  const below = wrapped(wordsBelow(result, card), width, lineHeight);
  const margin = Math.round(lineHeight / 2);
  const top = above.length * lineHeight + margin;
  const rows = top + film.rows + below.length * lineHeight + margin;
  const picture = { rows, columns: width, rgb: new Uint8Array(rows * width * 3) };
  const left = Math.floor((width - film.columns) / 2);
  for (let row = 0; row < film.rows; row++)
    picture.rgb.set(
      film.rgb.subarray(3 * row * film.columns, 3 * (row + 1) * film.columns),
      3 * ((top + row) * width + left),
    );
  above.forEach((text, i) => letter(picture, text, margin, margin / 2 + i * lineHeight, lineHeight));
  below.forEach((text, i) => letter(picture, text, margin, top + film.rows + i * lineHeight, lineHeight));
  return picture;
}

function wordsBelow(result: PredictedResult, card: ModelCard): readonly string[] {
  const { scope, prediction, stamp } = result;
  const number = formatProbability(prediction.probability);
  const { words } = findingLooks[findingOf(result)];
  const { name, version, sha256 } = stamp.model;
  return [
    prediction.release === 'rankingOnly'
      ? `Ranking score ${number}; ${words}`
      : `${words}, probability ${number}`,
    ...(prediction.release === 'threeWay'
      ? [`${prediction.operatingPoint} operating point`]
      : [card.release.reason]),
    ...(scope.status === 'unknown' ? [`${scopeHeadings.unknown}: ${scopeTexts[scope.reason]}`] : []),
    'Colour is where the model looked, not where a fracture is.',
    `${name} ${version} (${sha256.slice(0, 12)})`,
  ];
}

/** Lines that fit, broken between words; a word that does not fit alone is cut. */
function wrapped(texts: readonly string[], width: number, lineHeight: number): readonly string[] {
  const fits = (line: string) => textWidth(line, lineHeight) <= width - lineHeight;
  return texts.flatMap((text) => {
    const lines = [''];
    for (const word of text.split(' ')) {
      const longer = `${lines.at(-1)!} ${word}`.trim();
      if (fits(longer)) lines[lines.length - 1] = longer;
      else lines.push(word);
    }
    return lines.filter((line) => line !== '');
  });
}

function reduced({ rows, columns, channels, samples }: RenderedPicture): RgbPicture {
  const scale = Math.min(1, longestSide / Math.max(rows, columns));
  const size = [Math.max(1, Math.round(rows * scale)), Math.max(1, Math.round(columns * scale))] as const;
  const planes = Array.from({ length: channels }, (_, channel) => {
    const values = Uint16Array.from({ length: rows * columns }, (_, i) => samples[i * channels + channel]!);
    return resampleArea({ rows, columns, values }, ...size);
  });
  const rgb = new Uint8Array(3 * size[0] * size[1]);
  for (let i = 0; i < rgb.length; i++) rgb[i] = Math.round((planes[i % 3] ?? planes[0]!)[Math.floor(i / 3)]!);
  return { rows: size[0], columns: size[1], rgb };
}

function withHeatMap(
  film: RgbPicture,
  { attentionMap }: PredictedResult,
  { attention }: ModelCard,
): RgbPicture {
  const map = heatMapRaster(attentionMap, attention);
  const rgb = film.rgb.slice();
  for (let row = 0; row < film.rows; row++) {
    const mapRow = Math.floor((row * map.rows) / film.rows);
    for (let column = 0; column < film.columns; column++) {
      const at = 4 * (mapRow * map.columns + Math.floor((column * map.columns) / film.columns));
      const alpha = (opacity * map.rgba[at + 3]!) / 255;
      const pixel = 3 * (row * film.columns + column);
      for (let i = 0; i < 3; i++)
        rgb[pixel + i] = Math.round(rgb[pixel + i]! * (1 - alpha) + map.rgba[at + i]! * alpha);
    }
  }
  return { ...film, rgb };
}
