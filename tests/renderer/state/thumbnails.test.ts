import { ThumbnailsState } from '../../../src-renderer/state/thumbnails.svelte.ts';
import { settle } from '../../support/scripted-bridge.ts';

const picture = { rows: 1, columns: 1, rgba: new Uint8ClampedArray(4) };

function thumbnailsOf() {
  const asked: string[] = [];
  const broken = new Set<string>();
  const thumbnails = new ThumbnailsState((id) => {
    asked.push(id);
    return broken.has(id) ? Promise.reject(new Error('broken')) : Promise.resolve(picture);
  });
  return { thumbnails, asked, broken };
}

describe('ThumbnailsState', () => {
  it('asks for the rows in sight, once', async () => {
    const { thumbnails, asked } = thumbnailsOf();
    for (const id of ['a', 'b', 'a']) thumbnails.enter(id);
    await settle();
    expect(asked).toEqual(['a', 'b']);
    expect(thumbnails.of('a')).toEqual(picture);
  });

  it('forgets rows that left before their turn', async () => {
    const { thumbnails, asked } = thumbnailsOf();
    for (const id of ['a', 'b', 'c']) thumbnails.enter(id);
    for (const id of ['b', 'c']) thumbnails.leave(id);
    await settle();
    expect(asked).toEqual(['a']);
  });

  it('asks again for what failed only when told to', async () => {
    const { thumbnails, asked, broken } = thumbnailsOf();
    broken.add('a');
    thumbnails.enter('a');
    await settle();
    thumbnails.enter('b');
    await settle();
    expect(asked).toEqual(['a', 'b']);
    broken.clear();
    thumbnails.retry();
    await settle();
    expect(asked).toEqual(['a', 'b', 'a']);
  });
});
