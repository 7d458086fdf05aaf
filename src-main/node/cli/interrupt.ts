import { BatchControl } from '../batch/batch-control.ts';

const signals = ['SIGINT', 'SIGTERM'] as const;

/** Hands over a control that the first interruption of the program cancels; a second one ends it at once. */
export async function withInterrupt<T>(use: (control: BatchControl) => Promise<T>): Promise<T> {
  const control = new BatchControl();
  const cancel = () => control.cancel();
  for (const signal of signals) process.once(signal, cancel);
  try {
    return await use(control);
  } finally {
    for (const signal of signals) process.removeListener(signal, cancel);
  }
}
