import type { Provider } from '#common/model/result';
import { parentPort, workerData } from 'node:worker_threads';
import type { StoredModel } from './model-store.ts';
import { measureProvider, type ProviderMeasurement } from './probe.ts';

/** What `probeInWorker` hands to the thread. */
export interface ProbeRequest {
  readonly model: StoredModel;
  readonly provider: Provider;
}

export type ProbeReply =
  | { readonly ok: true; readonly measurement: ProviderMeasurement }
  | { readonly ok: false; readonly reason: string };

const { model, provider } = workerData as ProbeRequest;

measureProvider(model, provider).then(
  (measurement) => reply({ ok: true, measurement }),
  (thrown: unknown) =>
    reply({ ok: false, reason: thrown instanceof Error ? thrown.message : String(thrown) }),
);

function reply(message: ProbeReply): void {
  parentPort?.postMessage(message);
}
