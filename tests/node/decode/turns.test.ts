import { createTurns } from '#node/decode/turns';

/** A task that ends when it is told to. */
function controlled() {
  let finish: (value: string) => void = () => undefined;
  const done = new Promise<string>((resolve) => (finish = resolve));
  const task = jest.fn(() => done);
  return { task, finish };
}

describe('createTurns', () => {
  it('runs no more tasks at a time than allowed, in the order they came', async () => {
    const turns = createTurns(1);
    const [first, second] = [controlled(), controlled()];
    const firstTurn = turns.take(first.task);
    const secondTurn = turns.take(second.task);
    expect(second.task).not.toHaveBeenCalled();
    first.finish('first');
    expect(await firstTurn).toBe('first');
    second.finish('second');
    expect(await secondTurn).toBe('second');
  });

  it('lets the most urgent of what waits go first, whenever it came', async () => {
    const turns = createTurns(1);
    const running = controlled();
    const order: string[] = [];
    const noted = (name: string) => async (): Promise<void> => void order.push(name);
    const turn = turns.take(running.task);
    const all = [
      turns.take(noted('thumbnail'), { urgency: 'last' }),
      turns.take(noted('header'), { urgency: 'later' }),
      turns.take(noted('film'), { urgency: 'first' }),
      turns.take(noted('next film')),
    ];
    running.finish('');
    await Promise.all([turn, ...all]);
    expect(order).toEqual(['film', 'next film', 'header', 'thumbnail']);
  });

  it('keeps one of several places free of background tasks', async () => {
    const turns = createTurns(2);
    const [one, other, film] = [controlled(), controlled(), controlled()];
    const background = [
      turns.take(one.task, { urgency: 'later' }),
      turns.take(other.task, { urgency: 'last' }),
    ];
    expect([one.task.mock.calls.length, other.task.mock.calls.length]).toEqual([1, 0]);
    const wanted = turns.take(film.task);
    expect(film.task).toHaveBeenCalled();
    film.finish('film');
    await wanted;
    expect(other.task).not.toHaveBeenCalled();
    one.finish('one');
    other.finish('other');
    expect(await Promise.all(background)).toEqual(['one', 'other']);
  });

  it('goes on after a task that failed', async () => {
    const turns = createTurns(1);
    await expect(turns.take(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await turns.take(async () => 'next')).toBe('next');
  });

  it('never starts what was cancelled while it waited', async () => {
    const turns = createTurns(1);
    const [first, second] = [controlled(), controlled()];
    const abort = new AbortController();
    const firstTurn = turns.take(first.task);
    const secondTurn = turns.take(second.task, { signal: abort.signal });
    abort.abort();
    await expect(secondTurn).rejects.toMatchObject({ code: 'cancelled' });
    first.finish('first');
    await firstTurn;
    expect(second.task).not.toHaveBeenCalled();
    expect(await turns.take(async () => 'next')).toBe('next');
  });

  it('gives up at once on a running task, whose place stays taken until it ends', async () => {
    const turns = createTurns(1);
    const first = controlled();
    const abort = new AbortController();
    const firstTurn = turns.take(first.task, { signal: abort.signal });
    const next = turns.take(async () => 'next');
    abort.abort();
    await expect(firstTurn).rejects.toMatchObject({ code: 'cancelled' });
    first.finish('too late');
    expect(await next).toBe('next');
  });
});
