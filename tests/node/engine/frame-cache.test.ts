import { AppError } from '#common/errors';
import { createFrameCache } from '#node/engine/frame-cache';
import { filmDescription, filmFrame } from '../../support/film.ts';

/** Frames of 256 by 240 at 16 bits: 122,880 bytes. */
const frameBytes = 256 * 240 * 2;
const countingDecoder = () => {
  const decoded: string[] = [];
  const decode = async (path: string, frame: number) => {
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
    const [first, second] = await Promise.all([cache.load('a', 0), cache.load('a', 0)]);
    expect(await cache.load('a', 0)).toBe(first);
    expect(second).toBe(first);
    expect((await cache.load('a', 1)).frame).toBe(1);
    expect(decoded).toEqual(['a 0', 'a 1']);
  });

  it('holds no more bytes than it may, and drops what was not asked for longest', async () => {
    const { decoded, decode } = countingDecoder();
    const cache = createFrameCache(decode, 2 * frameBytes);
    for (const path of ['a', 'b', 'a', 'c', 'a', 'b']) await cache.load(path, 0);
    expect(decoded).toEqual(['a 0', 'b 0', 'c 0', 'b 0']);
    expect(cache.peek('c', 0)).toBeNull();
  });

  it('does not remember failures', async () => {
    const { decoded, decode } = countingDecoder();
    const cache = createFrameCache(decode);
    await expect(cache.load('broken', 0)).rejects.toMatchObject({ code: 'truncated-file' });
    expect(cache.peek('broken', 0)).toBeNull();
    await expect(cache.load('broken', 0)).rejects.toMatchObject({ code: 'truncated-file' });
    expect(decoded).toHaveLength(2);
  });
});
