import { ClosingGuard } from '../../../src-renderer/state/closing.ts';

/** A window with so many unsaved things, which saving makes fewer. */
function windowWith(unsaved: number, save: () => Promise<number>, patience?: number) {
  const asked: number[] = [];
  let stays = false;
  let left = unsaved;
  const answered = { then: (): void => undefined };
  const closed = new Promise<void>((resolve) => (answered.then = resolve));
  const guard = new ClosingGuard(
    { count: () => left, settled: async () => void (left = await save()) },
    async (count) => {
      asked.push(count);
      answered.then();
      return count === 0 || !stays;
    },
    patience,
  );
  return { guard, asked, closed, stay: () => (stays = true) };
}

describe('ClosingGuard', () => {
  it('lets a window close that has nothing unsaved', () => {
    const { guard, asked } = windowWith(0, async () => 0);
    expect([guard.mayClose(), asked]).toEqual([true, []]);
  });

  it('closes by itself, without a question, once everything is saved', async () => {
    const { guard, asked, closed } = windowWith(2, async () => 0);
    expect(guard.mayClose()).toBe(false);
    // Impatient people click again.
    expect(guard.mayClose()).toBe(false);
    await closed;
    expect([asked, guard.mayClose()]).toEqual([[0], true]);
  });

  it('asks where something cannot be saved, and stays open for one who stays', async () => {
    const { guard, asked, closed, stay } = windowWith(2, async () => 1);
    stay();
    expect(guard.mayClose()).toBe(false);
    await closed;
    await new Promise((resolve) => setTimeout(resolve));
    expect([asked, guard.mayClose()]).toEqual([[1], false]);
  });

  it('does not wait for ever', async () => {
    const { guard, asked, closed } = windowWith(1, () => new Promise<number>(() => undefined), 10);
    expect(guard.mayClose()).toBe(false);
    await closed;
    expect(asked).toEqual([1]);
  });
});
