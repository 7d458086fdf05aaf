import { valueText } from './element-text.ts';
import type { Values } from './data-set.ts';
import { parseDataSet } from './parse.ts';
import type { AnyTag } from './tags.ts';

/** One attribute, or one item of a sequence, as a line for people. Plain text, whatever the file put into it. */
export interface ElementRow {
  /** How many sequences it lies in. */
  readonly depth: number;
  /** `(0010,0010)`; empty for an item. */
  readonly tag: string;
  /** As the file has it, else as the standard has it; `??` where neither says. */
  readonly vr: string;
  /** The keyword of PS3.6, the creator of a private attribute, or `Item 1`; empty where nobody knows. */
  readonly name: string;
  /** The beginning of a long value. */
  readonly value: string;
  /** Of the value in bytes; null for items. */
  readonly length: number | null;
}

export interface ElementList {
  readonly rows: readonly ElementRow[];
  /** True where the file holds more than is listed. */
  readonly cut: boolean;
}

/** What the standard calls an attribute. */
export interface DictionaryEntry {
  readonly vr: string;
  readonly keyword: string;
}

/** The standard's dictionary, asked for a tag such as `(0010,0010)`. */
export type Dictionary = (tag: string) => DictionaryEntry | null;

/** More rows are nothing that anybody reads, and are cut. */
const mostRows = 20_000;

/**
 * Every attribute of a file from the Transfer Syntax to the pixel data, sequences unfolded, in the order of the
 * file. The pixels themselves are never read.
 *
 * @throws AppError as `parseDataSet` does.
 */
export function listElements(bytes: Uint8Array, fileLength: number, dictionary: Dictionary): ElementList {
  const dataSet = parseDataSet(bytes, fileLength);
  const { uid, name } = dataSet.transferSyntax;
  const rows: ElementRow[] = [
    {
      depth: 0,
      tag: '(0002,0010)',
      vr: 'UI',
      name: 'TransferSyntaxUID',
      value: `${uid} = ${name}${dataSet.transferSyntaxSniffed ? ', told by the content of the file' : ''}`,
      length: null,
    },
  ];
  const { isBigEndian } = dataSet.encoding;
  const cut = !listLevel(
    dataSet,
    { rows, dictionary, isBigEndian, pixels: dataSet.pixelData?.tag ?? null },
    0,
  );
  return { rows, cut };
}

interface Listing {
  readonly rows: ElementRow[];
  readonly dictionary: Dictionary;
  readonly isBigEndian: boolean;
  /** The attribute whose value is not looked at. */
  readonly pixels: string | null;
}

/** False where the rows ran out. */
function listLevel(values: Values, listing: Listing, depth: number): boolean {
  for (const tag of values.tags()) {
    if (listing.rows.length >= mostRows) return false;
    if (!listElement(values, tag, listing, depth)) return false;
  }
  return true;
}

function listElement(values: Values, tag: AnyTag, listing: Listing, depth: number): boolean {
  const { rows, dictionary, isBigEndian } = listing;
  const written = writtenTag(tag);
  const known = dictionary(written);
  const vr = values.vr(tag) ?? known?.vr ?? '??';
  const length = values.bytes(tag)?.length ?? 0;
  const row = { depth, tag: written, vr, name: known?.keyword ?? creatorOf(values, tag), length };
  if (tag === listing.pixels) {
    rows.push({ ...row, value: 'pixels, which are not listed', length: null });
    return true;
  }
  if (vr !== 'SQ') {
    rows.push({ ...row, value: valueText(values, tag, vr, isBigEndian) });
    return true;
  }
  const items = values.sequence(tag);
  rows.push({ ...row, value: `${items.length} ${items.length === 1 ? 'item' : 'items'}` });
  return items.every((item, index) => {
    if (rows.length >= mostRows) return false;
    rows.push({ depth: depth + 1, tag: '', vr: '', name: `Item ${index + 1}`, value: '', length: null });
    return listLevel(item, listing, depth + 2);
  });
}

/** `x00100010` as `(0010,0010)`. */
function writtenTag(tag: AnyTag): string {
  return `(${tag.slice(1, 5)},${tag.slice(5)})`.toUpperCase();
}

/** Private attributes (PS3.5 7.8.1) stand in blocks, whose creator stands in (gggg,00bb) of the same level. */
function creatorOf(values: Values, tag: AnyTag): string {
  const group = tag.slice(1, 5);
  if (parseInt(group, 16) % 2 === 0) return '';
  if (/^00[1-9a-f][0-9a-f]$/.test(tag.slice(5))) return 'Private creator';
  const creator = values.text(`x${group}00${tag.slice(5, 7)}`);
  return creator === null ? 'Private' : `Private: ${creator}`;
}
