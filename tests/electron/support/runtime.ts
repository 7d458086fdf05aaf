import type { ElectronRuntime } from '../../../src-main/development/electron-runtime.ts';

/** How a window is started in this run, decided once by the global set-up. */
export interface TestRuntime extends Pick<ElectronRuntime, 'executable' | 'leadingArguments'> {
  /** `--no-sandbox` where root could not step down. */
  readonly switches: readonly string[];
  /** Holds the profiles; every user may write there. */
  readonly folder: string;
}

const variable = 'OSTEON_TEST_RUNTIME';

/** Jest's workers know of the set-up only through the environment. */
export function publishRuntime(runtime: TestRuntime): void {
  process.env[variable] = JSON.stringify(runtime);
}

export function publishedRuntime(): TestRuntime {
  return JSON.parse(process.env[variable] ?? 'null') as TestRuntime;
}
