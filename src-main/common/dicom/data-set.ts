import { AppError } from '../errors.ts';
import {
  holdsExplicit,
  readElements,
  readItems,
  type Element,
  type ElementSource,
  type Encoding,
} from './elements.ts';
import { Tag, type AnyTag } from './tags.ts';
import { decodeLatin1, decodeText } from './text.ts';

/** The values of one level of a data set. Values that are absent or empty are null or empty. */
export interface Values {
  /** In the order of the file. */
  tags(): readonly AnyTag[];
  has(tag: AnyTag): boolean;
  /** Null where the attribute is absent or the file does not say. */
  vr(tag: AnyTag): string | null;
  /** For the VRs of text; several values stay separated by backslashes. */
  text(tag: AnyTag): string | null;
  /**
   * For VR DS and IS; a value that is no decimal number is NaN.
   *
   * @throws AppError `invalid-attribute` for more numbers than any attribute holds.
   */
  decimals(tag: AnyTag): readonly number[];
  /** For VR US: the first value. */
  uint16(tag: AnyTag): number | null;
  /** For the VRs of 16-bit words: those from one index up to another, in the machine's order whatever the file's. */
  words(tag: AnyTag, from?: number, to?: number): Uint16Array;
  /** For VR FL and FD: the first value; null for any other VR. */
  float(tag: AnyTag): number | null;
  /** For VR FL and SL, which the file need not say: every value, cut off after 40,000. */
  binary(tag: AnyTag, vr: 'FL' | 'SL'): readonly number[];
  /** The value as it stands in the file, of which it is a view. */
  bytes(tag: AnyTag): Uint8Array | null;
  /**
   * The items of a sequence; each is read when it is first asked.
   *
   * @throws AppError as `readElements` does.
   */
  sequence(tag: AnyTag): readonly Values[];
}

const longestNumbers = 2 ** 16;
const longestText = 2 ** 12;
const longestBinary = 4 * 40_000;
/** Names are decoded group by group, which their VR alone tells; implicit VR does not say it. */
const personNames: readonly string[] = [Tag.patientName, Tag.referringPhysicianName];

/** What all levels of a data set share. */
interface Context {
  readonly source: ElementSource;
  readonly encoding: Encoding;
}

/** Gives the values of elements that were read; `characterSet` is that of the level around them. */
export function valuesOf(
  elements: ReadonlyMap<string, Element>,
  context: Context,
  characterSet: string | null = null,
): Values {
  const { bytes: file } = context.source;
  const { isBigEndian } = context.encoding;
  const bytes = (tag: string, longest = Infinity) => {
    const element = elements.get(tag);
    if (!element) return null;
    return file.subarray(element.offset, Math.min(element.end, element.offset + longest));
  };
  const ownSet = bytes(Tag.specificCharacterSet, longestText);
  const sequences = new Map<string, readonly Values[]>();
  const setName = (ownSet && decodeText(ownSet, null)) ?? characterSet;
  return {
    tags: () => [...elements.keys()] as AnyTag[],
    has: (tag) => elements.has(tag),
    vr: (tag) => elements.get(tag)?.vr ?? null,
    bytes: (tag) => bytes(tag),
    words: (tag, from = 0, to = Infinity) =>
      wordsOf((bytes(tag) ?? new Uint8Array()).subarray(2 * from, 2 * to), isBigEndian),
    text(tag) {
      const value = bytes(tag, longestText);
      const isName = elements.get(tag)?.vr === 'PN' || personNames.includes(tag);
      return value && decodeText(value, setName, isName ? 'PN' : 'LO');
    },
    decimals: (tag) => decimalsOf(bytes(tag), tag),
    uint16: (tag) => {
      const value = bytes(tag, 2);
      return value && value.length === 2 ? wordsOf(value, isBigEndian)[0]! : null;
    },
    binary: (tag, vr) => binaryOf(bytes(tag, longestBinary), vr, isBigEndian),
    float: (tag) => floatOf(elements.get(tag)?.vr ?? null, bytes(tag, 8), isBigEndian),
    sequence: (tag) => {
      const element = elements.get(tag);
      if (!element) return [];
      const items = sequences.get(tag) ?? itemsOf(element, context, setName);
      sequences.set(tag, items);
      return items;
    },
  };
}

function itemsOf(element: Element, context: Context, characterSet: string | null): readonly Values[] {
  const isExplicit = holdsExplicit(element.vr, context.encoding.isExplicit);
  const inner = { ...context, encoding: { ...context.encoding, isExplicit } };
  return readItems(context.source, element, isExplicit).map(
    ({ begin, end }) =>
      new LazyItem(() => valuesOf(readElements(context.source, begin, end, isExplicit), inner, characterSet)),
  );
}

/** Reads an item no sooner than something is asked of it: of 10,000 frames' groups one frame needs one. */
class LazyItem implements Values {
  readonly #read: () => Values;
  #values: Values | null = null;

  constructor(read: () => Values) {
    this.#read = read;
  }

  get #item(): Values {
    return (this.#values ??= this.#read());
  }

  tags(): readonly AnyTag[] {
    return this.#item.tags();
  }

  has(tag: AnyTag): boolean {
    return this.#item.has(tag);
  }

  vr(tag: AnyTag): string | null {
    return this.#item.vr(tag);
  }

  text(tag: AnyTag): string | null {
    return this.#item.text(tag);
  }

  decimals(tag: AnyTag): readonly number[] {
    return this.#item.decimals(tag);
  }

  uint16(tag: AnyTag): number | null {
    return this.#item.uint16(tag);
  }

  words(tag: AnyTag, from?: number, to?: number): Uint16Array {
    return this.#item.words(tag, from, to);
  }

  float(tag: AnyTag): number | null {
    return this.#item.float(tag);
  }

  binary(tag: AnyTag, vr: 'FL' | 'SL'): readonly number[] {
    return this.#item.binary(tag, vr);
  }

  bytes(tag: AnyTag): Uint8Array | null {
    return this.#item.bytes(tag);
  }

  sequence(tag: AnyTag): readonly Values[] {
    return this.#item.sequence(tag);
  }
}

function wordsOf(bytes: Uint8Array, isBigEndian: boolean): Uint16Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Uint16Array.from({ length: bytes.length >> 1 }, (_, i) => view.getUint16(2 * i, !isBigEndian));
}

function binaryOf(bytes: Uint8Array | null, vr: 'FL' | 'SL', isBigEndian: boolean): readonly number[] {
  if (!bytes) return [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: bytes.length >> 2 }, (_, i) =>
    vr === 'FL' ? view.getFloat32(4 * i, !isBigEndian) : view.getInt32(4 * i, !isBigEndian),
  );
}

/** Implicit VR tells the two apart by their length alone. */
function floatOf(vr: string | null, bytes: Uint8Array | null, isBigEndian: boolean): number | null {
  if (!bytes || (vr !== null && vr !== 'FL' && vr !== 'FD')) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isSingle = vr === 'FL' || (vr === null && bytes.length === 4);
  if (bytes.length < (isSingle ? 4 : 8)) return null;
  return isSingle ? view.getFloat32(0, !isBigEndian) : view.getFloat64(0, !isBigEndian);
}

/** PS3.5 6.2: a decimal string is digits, sign, point and exponent, and pads with blanks; some pad with NUL. */
function decimalsOf(bytes: Uint8Array | null, tag: string): readonly number[] {
  if (!bytes || bytes.length === 0) return [];
  if (bytes.length > longestNumbers)
    throw new AppError('invalid-attribute', `The DICOM attribute ${tag} holds too many numbers.`);
  const text = decodeLatin1(bytes).replace(/[\0 ]+$/, '');
  if (text === '') return [];
  return text
    .split('\\')
    .map((value) => value.trim())
    .map((value) => (/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(value) ? Number(value) : NaN));
}
