import { parentPort, workerData } from 'node:worker_threads';
import type { Reply } from '#common/contract/call';
import { toErrorReport } from '#common/errors';
import type { ModelInput } from '#common/imaging/preprocess';
import { classifyWith, type Classification } from './classifier.ts';
import type { StoredModel } from './model-store.ts';
import { openSession } from './onnx-session.ts';

/** What a thread of `startClassifyingThreads` is asked, and what it answers; null asks it to end. */
export interface ClassifyRequest {
  readonly id: number;
  readonly input: ModelInput;
  readonly preprocessMilliseconds: number;
}
export interface ClassifyReply {
  readonly id: number;
  readonly reply: Reply<Classification>;
}

const { card, onnx } = workerData as StoredModel;
const opening = openSession(onnx, { provider: 'cpu', threads: 1 });
// Each request tells of a session that cannot be had.
let last: Promise<unknown> = opening.catch(() => undefined);

parentPort?.on('message', (request: ClassifyRequest | null) => {
  last = last.then(() => (request === null ? end() : answer(request)));
});

async function answer({ id, input, preprocessMilliseconds }: ClassifyRequest): Promise<void> {
  const reply = await opening
    .then((session) => classifyWith(card, { session, provider: 'cpu' }, input, preprocessMilliseconds))
    .then(
      (value): ClassifyReply['reply'] => ({ ok: true, value }),
      (thrown: unknown): ClassifyReply['reply'] => ({ ok: false, error: toErrorReport(thrown) }),
    );
  parentPort?.postMessage({ id, reply } satisfies ClassifyReply);
}

async function end(): Promise<void> {
  await opening.then((session) => session.release()).catch(() => undefined);
  parentPort?.close();
}
