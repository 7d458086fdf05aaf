import type { ElectronApplication } from 'playwright-core';

/** The operating system's number of the engine process, or null while there is none. */
export async function engineProcessId(app: ElectronApplication): Promise<number | null> {
  const metrics = await app.evaluate(({ app: electronApp }) =>
    electronApp.getAppMetrics().map(({ pid, name }) => ({ pid, name })),
  );
  return metrics.find(({ name }) => name === 'Osteon engine')?.pid ?? null;
}
