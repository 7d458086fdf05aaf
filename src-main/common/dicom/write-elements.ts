import type { Encoding } from './elements.ts';
import type { AnyTag } from './tags.ts';

/** An attribute to be written: its value as bytes in the encoding's order, or the items of a sequence. */
export interface WrittenElement {
  readonly tag: AnyTag;
  /** Two letters; written in Explicit VR alone. */
  readonly vr: string;
  readonly value: Uint8Array | readonly WrittenItem[];
  /** True for encapsulated pixels: the value is fragments, their delimiter included (PS3.5 A.4). */
  readonly isEndless?: boolean;
}

/** One item of a sequence: its attributes in ascending order. */
export type WrittenItem = readonly WrittenElement[];

const undefinedLength = 0xffffffff;
const longLengths: readonly string[] = 'OB OD OF OL OV OW SQ SV UC UN UR UT UV'.split(' ');

/** The bytes of attributes, sequences and items with their lengths given (PS3.5 clause 7). */
export function encodeElements(elements: readonly WrittenElement[], encoding: Encoding): Uint8Array {
  return joined(elements.flatMap((element) => encodedElement(element, encoding)));
}

function encodedElement({ tag, vr, value, isEndless }: WrittenElement, encoding: Encoding): Uint8Array[] {
  const bytes = value instanceof Uint8Array ? even(value, vr) : encodedItems(value, encoding);
  const length = isEndless ? undefinedLength : bytes.length;
  return [header(tag, vr, length, encoding), bytes];
}

function encodedItems(items: readonly WrittenItem[], encoding: Encoding): Uint8Array {
  return joined(
    items.flatMap((item) => {
      const bytes = encodeElements(item, encoding);
      return [header('xfffee000', null, bytes.length, encoding), bytes];
    }),
  );
}

/** @param vr null for items, which have none in either encoding */
function header(tag: AnyTag, vr: string | null, length: number, encoding: Encoding): Uint8Array {
  const isWide = !encoding.isExplicit || vr === null || longLengths.includes(vr);
  const hasVr = encoding.isExplicit && vr !== null;
  const view = new DataView(new ArrayBuffer(hasVr && isWide ? 12 : 8));
  const isLittle = !encoding.isBigEndian;
  view.setUint16(0, parseInt(tag.slice(1, 5), 16), isLittle);
  view.setUint16(2, parseInt(tag.slice(5), 16), isLittle);
  if (hasVr) for (const at of [0, 1]) view.setUint8(4 + at, vr.charCodeAt(at));
  if (isWide) view.setUint32(view.byteLength - 4, length, isLittle);
  else view.setUint16(6, length, isLittle);
  return new Uint8Array(view.buffer);
}

/** Texts are padded by a blank, UIDs and bytes by a zero (PS3.5 6.2). */
function even(bytes: Uint8Array, vr: string): Uint8Array {
  if (bytes.length % 2 === 0) return bytes;
  const padded = new Uint8Array(bytes.length + 1);
  padded.set(bytes);
  if (!/^(UI|OB|UN)$/.test(vr)) padded[bytes.length] = 0x20;
  return padded;
}

/** Pieces one behind the other. */
export function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** ASCII text as bytes; what is above it is a question mark. */
export function asciiBytes(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => (character < '\x80' ? character.charCodeAt(0) : 0x3f));
}
