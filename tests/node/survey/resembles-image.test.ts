import { namedLikeImage, resemblesImage } from '#node/survey/resembles-image';

const bytes = (...values: number[]) => Uint8Array.from(values);
const part10 = new Uint8Array(132);
part10.set(Buffer.from('DICM'), 128);

describe('resemblesImage', () => {
  it.each<[string, Uint8Array, boolean]>([
    ['PNG', bytes(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10), true],
    ['JPEG', bytes(0xff, 0xd8, 0xff, 0xe0), true],
    ['TIFF, little-endian', bytes(0x49, 0x49, 42, 0), true],
    ['BigTIFF, big-endian', bytes(0x4d, 0x4d, 0, 43), true],
    ['BMP', bytes(0x42, 0x4d, ...Array<number>(12).fill(0), 40, 0, 0, 0), true],
    ['text that begins with BM', Buffer.from('BMW and other makers of cars'), false],
    ['a JPEG 2000 codestream', bytes(0xff, 0x4f, 0xff, 0x51), true],
    ['JP2', bytes(0, 0, 0, 12, 0x6a, 0x50, 0x20, 0x20), true],
    ['DICOM with preamble', part10, true],
    ['a bare data set, implicit VR', bytes(8, 0, 5, 0, 10, 0, 0, 0), true],
    ['a bare data set, explicit VR', bytes(8, 0, 5, 0, 0x43, 0x53, 10, 0), true],
    ['text', Buffer.from('path,patientId'), false],
    ['HTML', Buffer.from('<!doctype html>'), false],
    ['a single byte', bytes(0x89), false],
    ['nothing', bytes(), false],
  ])('judges %s', (_, head, answer) => {
    expect(resemblesImage(head)).toBe(answer);
  });
});

describe('namedLikeImage', () => {
  it('goes by the ending alone', () => {
    expect(['a.DCM', 'b.jpeg', 'c.tif', 'd.txt', 'dcm', 'e'].map(namedLikeImage)).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});
