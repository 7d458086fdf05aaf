import { RestartBudget } from '../../src-main/electron/restart-budget.ts';

describe('RestartBudget', () => {
  it('waits ever longer and gives up at the sixth death within a minute', () => {
    const budget = new RestartBudget();
    expect([0, 1, 2, 3, 4, 5].map((second) => budget.next(second * 1000))).toEqual([
      100,
      200,
      400,
      800,
      1600,
      null,
    ]);
  });

  it('forgets deaths older than a minute', () => {
    const budget = new RestartBudget();
    for (const second of [0, 1, 2, 3, 4]) budget.next(second * 1000);
    expect(budget.next(61_500)).toBe(100 * 2 ** 3);
  });

  it('starts afresh when reset', () => {
    const budget = new RestartBudget();
    for (let death = 0; death < 6; death += 1) budget.next(death);
    budget.reset();
    expect(budget.next(7)).toBe(100);
  });

  it('allows as many as it is given', () => {
    const budget = new RestartBudget(2);
    expect([0, 1, 2].map((second) => budget.next(second * 1000))).toEqual([100, 200, null]);
  });
});
