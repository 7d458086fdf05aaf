import { RequestQueue } from '../../../src-renderer/state/request-queue.ts';
import { Deferred, settle } from '../../support/scripted-bridge.ts';

function queueOf(limit: number) {
  const begun: string[] = [];
  const ends = new Map<string, Deferred<void>>();
  const done = new Set<string>();
  const queue = new RequestQueue(
    limit,
    (id) => !done.has(id),
    (id) => {
      begun.push(id);
      const end = new Deferred<void>();
      ends.set(id, end);
      return end.promise;
    },
  );
  const finish = async (id: string): Promise<void> => {
    done.add(id);
    ends.get(id)?.resolve();
    await settle();
  };
  return { queue, begun, finish };
}

describe('RequestQueue', () => {
  it('keeps to its limit and begins the next wish when one is done', async () => {
    const { queue, begun, finish } = queueOf(2);
    queue.want(['a', 'b', 'c']);
    expect(begun).toEqual(['a', 'b']);
    await finish('a');
    expect(begun).toEqual(['a', 'b', 'c']);
  });

  it('has a place left for the first wish of a new list', () => {
    const { queue, begun } = queueOf(1);
    queue.want(['a', 'b']);
    queue.want(['x', 'y']);
    expect(begun).toEqual(['a', 'x']);
  });

  it('forgets wishes that were replaced before they began', async () => {
    const { queue, begun, finish } = queueOf(1);
    queue.want(['a', 'b']);
    queue.want(['x']);
    await finish('a');
    await finish('x');
    expect(begun).toEqual(['a', 'x']);
  });

  it('begins nothing twice', () => {
    const { queue, begun } = queueOf(2);
    queue.want(['a']);
    queue.want(['a']);
    expect(begun).toEqual(['a']);
  });
});
