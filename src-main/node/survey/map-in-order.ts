/**
 * Applies `work` to up to `limit` items at a time and yields the results in the order of the items, each as
 * soon as it and all before it are there. The source is drawn on only while fewer than `limit` results are
 * owed, so a slow consumer holds everything back. When the consumer stops early, or something fails, the
 * work under way is awaited before this ends.
 */
export async function* mapInOrder<T, R>(
  source: AsyncIterable<T> | Iterable<T>,
  limit: number,
  work: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const items = Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : inTurn(source);
  const owed: Promise<R>[] = [];
  let next: Promise<IteratorResult<T>> | null = items.next();
  try {
    while (next !== null || owed.length > 0) {
      const drawn: IteratorResult<T> | null = await firstOf(owed[0], owed.length < limit ? next : null);
      if (drawn === null) yield await owed.shift()!;
      else if (drawn.done) next = null;
      else {
        owed.push(quietly(work(drawn.value)));
        next = quietly(items.next());
      }
    }
  } finally {
    await items.return?.();
    await Promise.allSettled(owed);
  }
}

async function* inTurn<T>(items: Iterable<T>): AsyncGenerator<T> {
  yield* items;
}

/** The next item once it is drawn, or null once the oldest result is there, whichever comes first. */
function firstOf<T>(
  result: Promise<unknown> | undefined,
  next: Promise<IteratorResult<T>> | null,
): Promise<IteratorResult<T> | null> {
  const waits: Promise<IteratorResult<T> | null>[] = [];
  if (result) waits.push(result.then(() => null));
  if (next) waits.push(next);
  return Promise.race(waits);
}

/** Its failure is seen when its turn comes; until then it must not count as unhandled. */
function quietly<R>(promise: Promise<R>): Promise<R> {
  promise.catch(() => undefined);
  return promise;
}
