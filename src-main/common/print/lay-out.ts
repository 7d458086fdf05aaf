import { paperSize, type Block, type Paper, type Sheet } from './sheet.ts';

export const filmsToSheet = [1, 2, 4] as const;
export type FilmsToSheet = (typeof filmsToSheet)[number];

/** A picture that is to be printed. */
export interface PrintedFilm {
  /** In pixels of the picture. */
  readonly width: number;
  readonly height: number;
  /** Millimetres to a pixel; null where they are not known. */
  readonly millimetresPerPixel: number | null;
  /** How true the true size is: `True size, at detector`. */
  readonly sizeWords: string;
  /** Films of different persons never share a sheet. */
  readonly person: string;
  /** Over the sheet; those of its first film count. */
  readonly header: readonly string[];
  /** Under the film. */
  readonly caption: string;
}

export interface SheetChoice {
  readonly paper: Paper;
  readonly landscape: boolean;
  readonly filmsToSheet: FilmsToSheet;
  readonly size: 'fit' | 'true';
  /** At the foot of every sheet. */
  readonly footer: readonly string[];
  /** Beside the ruler of a sheet of true size. */
  readonly rulerWords: string;
}

/** Why a film cannot be printed at its true size. */
export type SizeRefusal = 'noSpacing' | 'tooLarge';

export interface LaidOut {
  readonly sheets: readonly Sheet[];
  /** By the number of the film; empty where all can be printed as they were asked for. */
  readonly refusals: ReadonlyMap<number, SizeRefusal>;
}

const margin = 10;
export const lineHeight = 4.5;
const gap = 4;
/** What is measured on the paper to see whether the printer kept the scale. */
const rulerLength = 100;

/** Films on sheets, in order, as large as their cell allows or at their true size; nothing is ever cut off. */
export function layOut(films: readonly PrintedFilm[], choice: SheetChoice): LaidOut {
  const refusals = new Map<number, SizeRefusal>();
  const numbered = films.map((film, number) => ({ film, number }));
  const groups = grouped(numbered, choice.filmsToSheet);
  const sheets = groups.map((group) => sheetOf(group, choice, (number, why) => refusals.set(number, why)));
  return { sheets, refusals };
}

interface Numbered {
  readonly film: PrintedFilm;
  readonly number: number;
}

function grouped(films: readonly Numbered[], most: number): readonly (readonly Numbered[])[] {
  const groups: Numbered[][] = [];
  for (const one of films) {
    const last = groups.at(-1);
    if (last && last.length < most && last[0]!.film.person === one.film.person) last.push(one);
    else groups.push([one]);
  }
  return groups;
}

function sheetOf(
  group: readonly Numbered[],
  choice: SheetChoice,
  refuse: (number: number, why: SizeRefusal) => void,
): Sheet {
  const { width, height } = paperSize(choice.paper, choice.landscape);
  const header = group[0]?.film.header ?? [];
  const footer = [...choice.footer];
  const top = margin + header.length * lineHeight + (header.length > 0 ? gap : 0);
  const footing = footer.length * lineHeight + (choice.size === 'true' ? 2 * lineHeight : 0) + gap;
  const area = { left: margin, top, width: width - 2 * margin, height: height - margin - footing - top };
  const blocks: Block[] = header.map((text, i) =>
    words(margin, margin + (i + 0.8) * lineHeight, text, i === 0),
  );
  group.forEach(({ film, number }, place) => {
    const cell = cellOf(area, place, choice);
    const size = sizeOf(film, cell, choice.size);
    if (typeof size === 'string') return refuse(number, size);
    blocks.push({
      kind: 'picture',
      left: cell.left + (cell.width - size.width) / 2,
      top: cell.top + (cell.height - lineHeight - size.height) / 2,
      ...size,
      picture: number,
    });
    const { caption, sizeWords } = film;
    const said = choice.size === 'true' ? `${caption} · ${sizeWords}` : caption;
    blocks.push(words(cell.left, cell.top + cell.height - 0.2 * lineHeight, said, false));
  });
  const bottom = height - margin - footer.length * lineHeight;
  if (choice.size === 'true') {
    blocks.push({ kind: 'ruler', left: margin, top: bottom - 0.7 * lineHeight, length: rulerLength });
    blocks.push(words(margin + rulerLength + gap, bottom - 0.7 * lineHeight, choice.rulerWords, false));
  }
  footer.forEach((text, i) => blocks.push(words(margin, bottom + (i + 0.8) * lineHeight, text, false)));
  return blocks;
}

interface Cell {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Two lie along the paper's longer side; four in two rows. */
function cellOf(area: Cell, place: number, { filmsToSheet: count, landscape }: SheetChoice): Cell {
  const columns = count === 4 || (count === 2 && landscape) ? 2 : 1;
  const rows = count / columns;
  const width = (area.width - (columns - 1) * gap) / columns;
  const height = (area.height - (rows - 1) * gap) / rows;
  const [row, column] = [Math.floor(place / columns), place % columns];
  return { left: area.left + column * (width + gap), top: area.top + row * (height + gap), width, height };
}

function sizeOf(
  { width, height, millimetresPerPixel }: PrintedFilm,
  cell: Cell,
  size: SheetChoice['size'],
): { readonly width: number; readonly height: number } | SizeRefusal {
  const room = { width: cell.width, height: cell.height - lineHeight };
  if (size === 'fit') {
    const scale = Math.min(room.width / width, room.height / height);
    return { width: width * scale, height: height * scale };
  }
  if (millimetresPerPixel === null) return 'noSpacing';
  const [across, down] = [width * millimetresPerPixel, height * millimetresPerPixel];
  return across > room.width || down > room.height ? 'tooLarge' : { width: across, height: down };
}

function words(left: number, top: number, text: string, bold: boolean): Block {
  return { kind: 'text', left, top, text, bold };
}
