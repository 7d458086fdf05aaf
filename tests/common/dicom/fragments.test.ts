import { frameCodestreams, readFragments } from '#common/dicom/fragments';
import { encapsulated } from '../../support/dicom-bytes.ts';

const jpeg = (...rest: number[]) => Uint8Array.of(0xff, 0xd8, 0xff, ...rest);
const first = jpeg(1, 2, 3);
const second = jpeg(4);
const continuation = Uint8Array.of(9, 9);
const padding = Buffer.from('before the value');

function codestreams(value: Uint8Array, frames: number): number[][] {
  const pixelData = readFragments(Buffer.concat([padding, value]), padding.length);
  const codestream = frameCodestreams(pixelData, frames);
  return Array.from({ length: frames }, (_, frame) => [...codestream(frame)]);
}

describe('frameCodestreams', () => {
  it.each([
    ['a fragment a frame', encapsulated([first, second]), [first, second]],
    ['one frame in two fragments', encapsulated([first, continuation]), [[...first, ...continuation]]],
    [
      'two frames in three fragments by the offset table',
      encapsulated([first, continuation, second], [0, 6 + 8 + 2 + 8]),
      [[...first, ...continuation], second],
    ],
    [
      'two frames in three fragments by their start markers',
      encapsulated([first, continuation, second]),
      [[...first, ...continuation], second],
    ],
    [
      'two frames in three fragments under an offset table that points nowhere',
      encapsulated([first, continuation, second], [0, 5]),
      [[...first, ...continuation], second],
    ],
  ])('finds %s', (_, value, expected) => {
    expect(codestreams(value, expected.length)).toEqual(expected.map((bytes) => [...bytes]));
  });

  it('finds 10,000 frames without going through all fragments for each', () => {
    const frames = 10_000;
    const fragments = [first, continuation, ...Array.from({ length: frames - 1 }, () => continuation)];
    const offsets = Array.from({ length: frames }, (_, i) => (i === 0 ? 0 : 14 + 10 * i));
    const found = codestreams(encapsulated(fragments, offsets), frames);
    expect(found[0]).toEqual([...first, ...continuation]);
    expect(found.at(-1)).toEqual([...continuation]);
  });

  it('refuses fewer frames than the file promises', () => {
    expect(() => codestreams(encapsulated([first, continuation, continuation]), 2)).toThrow(
      expect.objectContaining({ code: 'malformed-file' }),
    );
  });
});

describe('readFragments', () => {
  const whole = encapsulated([first, second]);

  it('does without the delimiter at the end of a file', () => {
    expect(readFragments(whole.subarray(0, -8), 0).fragments).toHaveLength(2);
  });

  it.each([
    ['a fragment that the file cuts short', whole.subarray(0, -9), 'truncated-file'],
    ['a stray tag', Buffer.concat([whole.subarray(0, -8), Buffer.alloc(8)]), 'malformed-file'],
    ['no fragments', encapsulated([]), 'no-pixel-data'],
  ])('refuses %s', (_, bytes, code) => {
    expect(() => readFragments(bytes, 0)).toThrow(expect.objectContaining({ code }));
  });
});
