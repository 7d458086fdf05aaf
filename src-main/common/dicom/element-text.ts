import type { Values } from './data-set.ts';
import type { AnyTag } from './tags.ts';
import { decodeLatin1 } from './text.ts';

const longestText = 256;
const mostNumbers = 32;
const mostBytes = 16;

/** VRs whose values are text (PS3.5 6.2). */
const textVrs = 'AE AS CS DA DS DT IS LO LT PN SH ST TM UC UI UR UT'.split(' ');

type ReadNumber = (view: DataView, at: number, isLittleEndian: boolean) => number | bigint | string;

/** VRs of binary numbers: the bytes that each takes, and how they are read. */
const numberVrs: Readonly<Record<string, readonly [size: number, read: ReadNumber]>> = {
  US: [2, (view, at, little) => view.getUint16(at, little)],
  SS: [2, (view, at, little) => view.getInt16(at, little)],
  UL: [4, (view, at, little) => view.getUint32(at, little)],
  SL: [4, (view, at, little) => view.getInt32(at, little)],
  UV: [8, (view, at, little) => view.getBigUint64(at, little)],
  SV: [8, (view, at, little) => view.getBigInt64(at, little)],
  FL: [4, (view, at, little) => Number(view.getFloat32(at, little).toPrecision(7))],
  FD: [8, (view, at, little) => view.getFloat64(at, little)],
  AT: [
    4,
    (view, at, little) => `(${hex(view.getUint16(at, little), 4)},${hex(view.getUint16(at + 2, little), 4)})`,
  ],
};

/** A value, or its beginning with a mark that there is more, as plain text on one line. */
export function valueText(values: Values, tag: AnyTag, vr: string, isBigEndian: boolean): string {
  const bytes = values.bytes(tag) ?? new Uint8Array();
  if (textVrs.includes(vr)) return shortened(values.text(tag) ?? '', bytes.length);
  const number = numberVrs[vr];
  if (number) return numbersText(bytes, number, isBigEndian);
  // What has no VR is text more often than not.
  if ((vr === 'UN' || vr === '??') && isPrintable(bytes))
    return shortened(decodeLatin1(bytes.subarray(0, 1024)).replace(/\0$/, '').trim(), bytes.length);
  const shown = [...bytes.subarray(0, mostBytes)].map((byte) => hex(byte, 2)).join(' ');
  return bytes.length > mostBytes ? `${shown} …` : shown;
}

function shortened(text: string, length: number): string {
  const line = text.replace(/[\r\n]+/g, ' ').slice(0, longestText);
  return line.length < text.length || length > 4 * 1024 ? `${line}…` : line;
}

function numbersText(
  bytes: Uint8Array,
  [size, read]: readonly [number, ReadNumber],
  isBigEndian: boolean,
): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = Math.floor(bytes.length / size);
  const shown = Array.from({ length: Math.min(count, mostNumbers) }, (_, i) =>
    String(read(view, i * size, !isBigEndian)),
  );
  return count > mostNumbers ? `${shown.join('\\')}\\…` : shown.join('\\');
}

/** ASCII to its end, but for padding. */
function isPrintable(bytes: Uint8Array): boolean {
  return (
    bytes.length > 0 &&
    bytes
      .subarray(0, 1024)
      .every((byte, i) => (byte >= 0x20 && byte < 0x7f) || (byte === 0 && i === bytes.length - 1))
  );
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0').toUpperCase();
}
