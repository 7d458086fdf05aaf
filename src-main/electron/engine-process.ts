import type { MessagePortMain } from 'electron';
import * as v from 'valibot';
import type { Call, Reply } from '#common/contract/call';
import { engineCalls } from '#common/contract/engine';
import { AppError, toPageReport } from '#common/errors';
import { createEngine } from '#node/engine/engine';
import type { EngineMessage, EngineRequest } from './engine-messages.ts';
import { verifyInstallation } from './verify-installation.ts';

interface FromMain {
  /** Null beside a port. */
  readonly data: EngineRequest | null;
  readonly ports: readonly MessagePortMain[];
}

type UncheckedHandler = (request: unknown) => Promise<unknown>;

const engine = createEngine(verifyInstallation);
const post = (message: EngineMessage): void => process.parentPort.postMessage(message);

engine.onSurveyed((payload) => post({ kind: 'surveyed', payload }));
engine.onLibrary((payload) => post({ kind: 'library', payload }));
engine.onNetwork((payload) => post({ kind: 'network', payload }));
let framePort: MessagePortMain | null = null;
engine.onFrame((delivered) => {
  if (framePort === null) throw new AppError('engine-unavailable', 'No page waits for frames.');
  framePort.postMessage(delivered);
});

process.parentPort.on('message', ({ data, ports: [port] }: FromMain) => {
  if (port !== undefined) {
    framePort?.close();
    framePort = port;
    return;
  }
  if (data === null) return;
  void answer(data).then((reply) => post({ kind: 'reply', id: data.id, reply }));
});

/** Checks a request against the contract and runs it; failures go back as values. */
async function answer({ name, request }: EngineRequest): Promise<Reply<unknown>> {
  try {
    const call: Call<unknown, unknown> | undefined = engineCalls[name];
    const parsed = call === undefined ? null : v.safeParse(call.request, request);
    if (!parsed?.success) throw new AppError('invalid-request', `Malformed request for ${name}.`);
    // The schema has just checked what the cast leaves open.
    return { ok: true, value: await (engine.handlers[name] as UncheckedHandler)(parsed.output) };
  } catch (thrown) {
    return { ok: false, error: toPageReport(thrown) };
  }
}
