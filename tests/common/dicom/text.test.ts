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

  // The names of PS3.5 annexes H to K as they stand in pydicom's character set files, decoded by pydicom.
  it.each([
    ['ISO_IR 127', 'e2c8c7e6ea5ee4e6d2c7d120', 'قباني^لنزار'],
    ['ISO_IR 100', '4275635e4ae972f46d65', 'Buc^Jérôme'],
    ['ISO_IR 126', 'c4e9efedf5f3e9eff220', 'Διονυσιος'],
    ['ISO_IR 138', 'f9f8e5ef5ee3e1e5f8e4', 'שרון^דבורה'],
    ['ISO_IR 144', 'bbeeda6365dcd17970d3', 'Люкceмбypг'],
    ['ISO_IR 192', '57616e675e5869616f446f6e673de78e8b5ee5b08fe69db13d20', 'Wang^XiaoDong=王^小東='],
    ['GB18030', '57616e675e5869616f446f6e673dcdf55ed0a1b6ab3d', 'Wang^XiaoDong=王^小东='],
    ['GBK', '57616e675e5869616f446f6e673dcdf55ed0a1b6ab3d', 'Wang^XiaoDong=王^小东='],
    [
      '\\ISO 2022 IR 87',
      '59616d6164615e5461726f753d1b24423b3345441b28425e1b244242404f3a1b28423d1b24422464245e24401b28425e1b2442243f246d24261b2842',
      'Yamada^Tarou=山田^太郎=やまだ^たろう',
    ],
    [
      'ISO 2022 IR 13\\ISO 2022 IR 87',
      'd4cfc0de5ec0dbb33d1b24423b3345441b284a5e1b244242404f3a1b284a3d1b24422464245e24401b284a5e1b2442243f246d24261b284a',
      'ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう',
    ],
    [
      '\\ISO 2022 IR 149',
      '486f6e675e47696c646f6e673d1b242943fbf35e1b242943d1ced4d73d1b242943c8ab5e1b242943b1e6b5bf',
      'Hong^Gildong=洪^吉洞=홍^길동',
    ],
    ['\\ISO 2022 IR 58', '5a68616e673d1b242941d5c5', 'Zhang=张'],
    ['ISO_IR 13', 'd4cfc0de5ec0dbb3', 'ﾔﾏﾀﾞ^ﾀﾛｳ'],
    ['ISO_IR 101', '4cf364bc', 'Lódź'],
    ['ISO_IR 166', 'cac1aad2c2', 'สมชาย'],
    ['ISO 2022 IR 100\\ISO 2022 IR 144', '4ae96e1b2d4cbbeeda', 'JénЛюк'],
  ])('reads names in %s', (characterSet, hexadecimal, expected) => {
    expect(decodeText(Buffer.from(hexadecimal, 'hex'), characterSet, 'PN')).toBe(expected);
  });

  it.each(['ISO_IR 999', 'KOI8-R', '\\ISO 2022 IR 999'])(
    'marks what %s, unknown to the standard, writes above ASCII',
    (set) => {
      expect(decodeText(bytes(0x41, 0xb1, 0xb2), set)).toBe('A\ufffd');
    },
  );

  it('cuts what is longer than any name', () => {
    expect(decodeText(Buffer.alloc(1_000_000, 'x'), null)).toHaveLength(1024);
  });
});
