import { decodeText } from '#common/dicom/text';

const bytes = (...values: number[]) => Uint8Array.from(values);

describe('decodeText', () => {
  it.each([
    ['the default repertoire', 'Doe^Jane', null, 'Doe^Jane'],
    ['padding', ' HAND ', null, 'HAND'],
    ['padding inside several values', 'ORIGINAL \\ PRIMARY', null, 'ORIGINAL\\PRIMARY'],
    ['line breaks and escapes', 'a\r\n\x1b[31mb\0', null, 'a [31mb'],
    ['nothing but padding', '  \0', null, null],
  ])('decodes %s', (_, text, characterSet, expected) => {
    expect(decodeText(Buffer.from(text, 'latin1'), characterSet)).toBe(expected);
  });

  it('reads ISO 8859-1, also where no character set is given', () => {
    for (const set of ['ISO_IR 100', null]) expect(decodeText(bytes(0x4d, 0xfc), set)).toBe('Mü');
  });

  it('reads UTF-8, and marks what is not', () => {
    expect(decodeText(Buffer.from('山田^太郎'), 'ISO_IR 192')).toBe('山田^太郎');
    expect(decodeText(bytes(0x41, 0xff, 0xfe, 0x42), 'ISO_IR 192')).toBe('A\ufffdB');
  });

  it('marks what a character set outside its reach writes above ASCII', () => {
    expect(decodeText(bytes(0x41, 0xb1, 0xb2), 'ISO_IR 144')).toBe('A\ufffd');
  });

  it('cuts what is longer than any name', () => {
    expect(decodeText(Buffer.alloc(1_000_000, 'x'), null)).toHaveLength(1024);
  });
});
