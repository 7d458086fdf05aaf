import { deflateRawSync } from 'node:zlib';
import { inflate } from '#common/dicom/inflate';

const megabyte = Buffer.alloc(2 ** 20, 'film');

describe('inflate', () => {
  it('unpacks what a deflater packed, whatever follows it', () => {
    const padded = Buffer.concat([deflateRawSync(megabyte), Buffer.of(0)]);
    expect(Buffer.from(inflate(padded, 2 ** 20)).equals(megabyte)).toBe(true);
  });

  it.each([
    ['more than its budget', deflateRawSync(megabyte), 2 ** 20 - 1, 'inflated-too-large'],
    [
      'a bomb of a thousand times its length',
      deflateRawSync(Buffer.alloc(2 ** 25)),
      2 ** 16,
      'inflated-too-large',
    ],
    ['what is cut', deflateRawSync(megabyte).subarray(0, 500), 2 ** 20, 'truncated-file'],
    ['nothing', new Uint8Array(), 2 ** 20, 'truncated-file'],
    ['what no deflater wrote', new Uint8Array(50).fill(0xff), 2 ** 20, 'malformed-file'],
  ])('refuses %s', (_, deflated, budget, code) => {
    expect(() => inflate(deflated, budget)).toThrow(expect.objectContaining({ code }));
  });
});
