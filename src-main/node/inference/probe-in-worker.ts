import type { Provider } from '#common/model/result';
import { Worker } from 'node:worker_threads';
import type { StoredModel } from './model-store.ts';
import type { ProbeReply, ProbeRequest } from './probe-worker.ts';

/**
 * Measures a provider in a thread of its own, because the runtime computes on the thread that calls it and
 * a driver that hangs there could not be given up. After `limitMilliseconds` the thread is left to die.
 */
export function probeInWorker(
  workerFile: string,
  request: ProbeRequest,
  limitMilliseconds: number,
): Promise<ProbeReply> {
  const worker = new Worker(workerFile, { workerData: request });
  return new Promise<ProbeReply>((resolve) => {
    const refuse = (reason: string): void => resolve({ ok: false, reason });
    const timer = setTimeout(
      () => refuse(`no answer within ${limitMilliseconds / 1000} s`),
      limitMilliseconds,
    );
    worker.once('message', resolve);
    worker.once('error', (error) => refuse(error.message));
    worker.once('exit', () => {
      clearTimeout(timer);
      refuse('its thread ended without an answer');
    });
  }).finally(() => void worker.terminate());
}

/** Answers how a provider does with the model; throws nothing. */
export type Probe = (model: StoredModel, provider: Provider) => Promise<ProbeReply>;
