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
    const secondTurn = turns.take(second.task, abort.signal);
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
    const firstTurn = turns.take(first.task, abort.signal);
    const next = turns.take(async () => 'next');
    abort.abort();
    await expect(firstTurn).rejects.toMatchObject({ code: 'cancelled' });
    first.finish('too late');
    expect(await next).toBe('next');
  });
});
