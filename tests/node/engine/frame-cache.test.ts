import type { FrameOfFile } from '#common/contract/engine';
import { AppError } from '#common/errors';
import { createFrameCache } from '#node/engine/frame-cache';
import { filmDescription, filmFrame } from '../../support/film.ts';

/** Frames of 256 by 240 at 16 bits: 122,880 bytes. */
const frameBytes = 256 * 240 * 2;
const fileAt = (path: string, frame = 0, stamp = 'first'): FrameOfFile => ({
  path,
  frame,
  stamp,
  sopInstanceUid: null,
});
const countingDecoder = () => {
  const decoded: string[] = [];
  const decode = async ({ path, frame }: FrameOfFile) => {
    decoded.push(`${path} ${frame}`);
    if (path === 'broken') throw new AppError('truncated-file', 'It ends early.');
    return { ...filmFrame(filmDescription(), () => 1), frame };
  };
  return { decoded, decode };
};

describe('createFrameCache', () => {
  it('decodes once for those who ask at once, and for those who ask later', async () => {
    const { decoded, decode } = countingDecoder();
    const cache = createFrameCache(decode);
    const [first, second] = await Promise.all([cache.load(fileAt('a')), cache.load(fileAt('a'))]);
    expect(await cache.load(fileAt('a'))).toBe(first);
    expect(second).toBe(first);
    expect((await cache.load(fileAt('a', 1))).frame).toBe(1);
    expect(decoded).toEqual(['a 0', 'a 1']);
  });

  it('holds no more bytes than it may, and drops what was not asked for longest', async () => {
    const { decoded, decode } = countingDecoder();
    const cache = createFrameCache(decode, 2 * frameBytes);
    for (const path of ['a', 'b', 'a', 'c', 'a', 'b']) await cache.load(fileAt(path));
    expect(decoded).toEqual(['a 0', 'b 0', 'c 0', 'b 0']);
    expect(cache.peek(fileAt('c'))).toBeNull();
  });

  it('takes another file of the same path for another', async () => {
    const { decoded, decode } = countingDecoder();
    const cache = createFrameCache(decode);
    const first = await cache.load(fileAt('a'));
    expect(await cache.load(fileAt('a', 0, 'second'))).not.toBe(first);
    expect(await cache.load({ ...fileAt('a'), sopInstanceUid: '2.25.1' })).not.toBe(first);
    expect(decoded).toHaveLength(3);
  });

  it('does not remember failures', async () => {
    const { decoded, decode } = countingDecoder();
    const cache = createFrameCache(decode);
    await expect(cache.load(fileAt('broken'))).rejects.toMatchObject({ code: 'truncated-file' });
    expect(cache.peek(fileAt('broken'))).toBeNull();
    await expect(cache.load(fileAt('broken'))).rejects.toMatchObject({ code: 'truncated-file' });
    expect(decoded).toHaveLength(2);
  });
});
