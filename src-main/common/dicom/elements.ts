import { AppError } from '../errors.ts';

/** How attributes are written (PS3.5 clause 7.1 and 7.3). */
export interface Encoding {
  readonly isExplicit: boolean;
  readonly isBigEndian: boolean;
}

/** One attribute of a data set and where its value lies. */
export interface Element {
  /** In the notation of dicom-parser: `xggggeeee`. */
  readonly tag: string;
  /** Null where the file does not say. */
  readonly vr: string | null;
  /** Position of the first value byte. */
  readonly offset: number;
  /** In bytes; null when undefined, which means items up to a delimiter. */
  readonly length: number | null;
  /** Position after the value, known once it was read over. */
  readonly end: number;
}

/** An element's header alone. */
export type Header = Omit<Element, 'end'>;

/** Bytes that hold elements, with what may still be read of them. */
export interface ElementSource {
  readonly bytes: Uint8Array;
  /**
   * Reads the header at a position.
   *
   * @throws AppError `truncated-file`, `too-many-elements`.
   */
  header(position: number, isExplicit: boolean): Header;
}

const item = 'xfffee000';
const itemDelimiter = 'xfffee00d';
const sequenceDelimiter = 'xfffee0dd';
/** More open sequences and items of undefined length are refused; real data sets hold a handful. */
const deepestNesting = 64;

interface Level {
  readonly holds: 'items' | 'elements';
  readonly isExplicit: boolean;
}

/**
 * Reads the elements of one level from `position` to `end`, or to an item's delimiter, and reads over all that
 * lies within them. Nothing recurses, so that no depth of nesting costs more than the bytes it is written in.
 *
 * @param until The first of these tags ends the reading; its element is among the result, its value not read over.
 * @throws AppError `truncated-file`, `malformed-file`, `too-many-elements`, `nested-too-deep`.
 */
export function readElements(
  source: ElementSource,
  position: number,
  end: number,
  isExplicit: boolean,
  until: readonly string[] = [],
): ReadonlyMap<string, Element> {
  const elements = new Map<string, Element>();
  while (position < end) {
    const header = source.header(position, isExplicit);
    if (header.tag === itemDelimiter) break;
    if (until.includes(header.tag)) {
      elements.set(header.tag, { ...header, end: header.offset });
      break;
    }
    position = endOf(source, header, isExplicit);
    if (position > end) throw malformed('An attribute reaches beyond the item around it.');
    elements.set(header.tag, { ...header, end: position });
  }
  return elements;
}

/** Where the items of a sequence begin and end; the content of one of undefined length ends at its delimiter. */
export function readItems(
  source: ElementSource,
  sequence: Element,
  isExplicit: boolean,
): readonly { readonly begin: number; readonly end: number }[] {
  const items: { readonly begin: number; readonly end: number }[] = [];
  for (let position = sequence.offset; position < sequence.end;) {
    const header = source.header(position, isExplicit);
    if (header.tag === sequenceDelimiter) break;
    if (header.tag !== item) throw malformed('A sequence holds something other than items.');
    position = endOf(source, header, isExplicit, 'elements');
    if (position > sequence.end) throw malformed('An item reaches beyond the sequence around it.');
    items.push({ begin: header.offset, end: position });
  }
  return items;
}

/** An undefined length under VR UN holds items in implicit VR (PS3.5 6.2.2 note 4). */
export function holdsExplicit(vr: string | null, isExplicit: boolean): boolean {
  return isExplicit && vr !== 'UN';
}

function endOf(
  { bytes, header: headerAt }: ElementSource,
  { vr, offset, length }: Header,
  isExplicit: boolean,
  holds: Level['holds'] = 'items',
): number {
  if (length !== null) return within(bytes, offset + length);
  const open: Level[] = [{ holds, isExplicit: holdsExplicit(vr, isExplicit) }];
  let position = offset;
  for (let level = open.at(-1); level; level = open.at(-1)) {
    const header = headerAt(position, level.isExplicit);
    position = header.offset;
    if (header.tag === (level.holds === 'items' ? sequenceDelimiter : itemDelimiter)) open.pop();
    else if (level.holds === 'items' && header.tag !== item)
      throw malformed('A sequence holds something other than items.');
    else if (header.length === null) {
      if (open.length === deepestNesting)
        throw new AppError('nested-too-deep', `Sequences are nested more than ${deepestNesting} deep.`);
      open.push({
        holds: level.holds === 'items' ? 'elements' : 'items',
        isExplicit: holdsExplicit(header.vr, level.isExplicit),
      });
    } else position = within(bytes, position + header.length);
  }
  return position;
}

function within(bytes: Uint8Array, position: number): number {
  if (position <= bytes.length) return position;
  throw new AppError('truncated-file', 'The file ends inside its DICOM header.');
}

function malformed(message: string): AppError {
  return new AppError('malformed-file', message);
}
