import { rmSync } from 'node:fs';
import { publishedRuntime } from './runtime.ts';

/** What the set-up wants undone; both run in one process. */
export const laterTasks: (() => void)[] = [];

export default function tearDown(): void {
  for (const task of laterTasks) task();
  rmSync(publishedRuntime().folder, { recursive: true, force: true });
}
