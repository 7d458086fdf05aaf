import { toErrorReport } from '#common/errors';
import { parentPort, workerData } from 'node:worker_threads';
import type { Answer, ThreadStart } from './thread-team.ts';

/**
 * Serves a `ThreadTeam` from inside one of its threads: each request is worked on in turn, what `work` throws
 * goes back as a report, and the buffers that `handedOver` names are moved, not copied.
 */
export function answerRequests<Request, Value>(
  work: (request: Request) => Promise<Value> | Value,
  handedOver: (value: Value) => readonly ArrayBufferLike[],
): void {
  parentPort!.on('message', (request: Request) => {
    void Promise.resolve()
      .then(() => work(request))
      .then(
        (value) => post({ ok: true, value }, handedOver(value)),
        (thrown: unknown) => post({ ok: false, error: toErrorReport(thrown) }, []),
      );
  });
}

/** What the team gave every thread at its start. */
export function sharedByTeam<Shared>(): Shared {
  return (workerData as ThreadStart).shared as Shared;
}

function post(answer: Answer<unknown>, buffers: readonly ArrayBufferLike[]): void {
  parentPort!.postMessage(
    answer,
    buffers.filter((buffer) => buffer instanceof ArrayBuffer),
  );
}
