import type { Reply } from '#common/contract/call';
import { toErrorReport } from '#common/errors';
import { transferred } from './decode-pool.ts';
import { decodeTasks, type DecodeResult, type DecodeTask, type DecodeTaskName } from './decode-tasks.ts';

/** What the pool sends to a thread. */
export interface DecodeRequest<N extends DecodeTaskName = DecodeTaskName> {
  readonly name: N;
  readonly task: DecodeTask<N>;
}

type Run = (task: never) => Promise<DecodeResult<DecodeTaskName>>;

/** The entry of a decoding thread: failures come back as values, arrays are handed over without a copy. */
export default async function decode({ name, task }: DecodeRequest): Promise<unknown> {
  try {
    const value = await (decodeTasks[name] as Run)(task as never);
    return transferred({ ok: true, value } satisfies Reply<unknown>);
  } catch (thrown) {
    return { ok: false, error: toErrorReport(thrown) } satisfies Reply<never>;
  }
}
