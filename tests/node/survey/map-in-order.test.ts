import { setTimeout as sleep } from 'node:timers/promises';
import { mapInOrder } from '#node/survey/map-in-order';

async function* source(count: number, onDrawn?: (item: number) => void): AsyncGenerator<number> {
  for (let item = 0; item < count; item++) {
    onDrawn?.(item);
    yield item;
  }
}

describe('mapInOrder', () => {
  it('yields in the order of the items, whatever finishes first', async () => {
    const results: number[] = [];
    const work = async (item: number) => {
      await sleep((5 - item) * 8);
      return item * 10;
    };
    for await (const result of mapInOrder(source(5), 3, work)) results.push(result);
    expect(results).toEqual([0, 10, 20, 30, 40]);
  });

  it('takes a plain list as well', async () => {
    const results: string[] = [];
    for await (const result of mapInOrder(['a', 'b', 'c'], 2, async (item) => item + item))
      results.push(result);
    expect(results).toEqual(['aa', 'bb', 'cc']);
  });

  it('never has more than the limit under way, nor draws far ahead of a slow consumer', async () => {
    let [underway, most, drawn] = [0, 0, 0];
    const work = async (item: number) => {
      most = Math.max(most, ++underway);
      await sleep(2);
      underway--;
      return item;
    };
    let taken = 0;
    for await (const _ of mapInOrder(
      source(20, (item) => (drawn = item + 1)),
      3,
      work,
    )) {
      taken++;
      await sleep(5);
      expect(drawn - taken).toBeLessThanOrEqual(4);
    }
    expect({ taken, most }).toEqual({ taken: 20, most: 3 });
  });

  it('gives a result as soon as it is there, though the source is slow', async () => {
    async function* slow(): AsyncGenerator<number> {
      yield 1;
      await sleep(10_000, undefined, { ref: false });
      yield 2;
    }
    const results = mapInOrder(slow(), 8, async (item) => item);
    expect(await results.next()).toEqual({ done: false, value: 1 });
  });

  it('throws what the work throws, in its turn, after the work under way has ended', async () => {
    let ended = 0;
    const work = async (item: number) => {
      if (item === 1) throw new Error('second');
      await sleep(20);
      ended++;
      return item;
    };
    const results = mapInOrder(source(3), 3, work);
    expect(await results.next()).toEqual({ done: false, value: 0 });
    await expect(results.next()).rejects.toThrow('second');
    expect(ended).toBe(2);
  });

  it('stops drawing when its consumer stops', async () => {
    let drawn = 0;
    for await (const _ of mapInOrder(
      source(1000, (item) => (drawn = item)),
      2,
      async (item) => item,
    ))
      break;
    expect(drawn).toBeLessThan(5);
  });
});
