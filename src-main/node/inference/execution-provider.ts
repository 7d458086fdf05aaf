import type { ProviderChoice } from '#common/contract/ipc';
import { AppError } from '#common/errors';
import type { Provider } from '#common/model/result';
import type { StoredModel } from './model-store.ts';
import { listedProviders, openSession, type OnnxSession } from './onnx-session.ts';
import type { Probe } from './probe-in-worker.ts';
import { reproducesReference, timeReference } from './probe.ts';

/** The session that will serve, and why others will not. */
export interface ChosenProvider {
  readonly provider: Provider;
  readonly session: OnnxSession;
  /** One line a provider that was tried in vain, free of paths. */
  readonly passedOver: readonly string[];
}

export interface ProviderOptions {
  readonly choice: ProviderChoice;
  readonly threads: number;
  /** Null where there is no thread to probe in: what was asked for is then opened without a time limit. */
  readonly probe: Probe | null;
  /** In order of preference; those the installed runtime lists, among them only those worth trying. */
  readonly candidates: readonly Provider[];
}

/** Below this a provider's answer might as well be noise, and every PC running the CPU agrees with every other. */
const clearlyFaster = 1.5;

const notReproduced = 'does not reproduce the reference output of the model card';

/**
 * The providers that `auto` tries on a platform, as Node names it.
 *
 * @throws AppError `provider-unavailable` when the runtime cannot be loaded.
 */
export async function providerCandidates(platform: NodeJS.Platform): Promise<readonly Provider[]> {
  const byPlatform: Partial<Record<NodeJS.Platform, readonly Provider[]>> = {
    linux: ['cuda'],
    win32: ['dml', 'webgpu'],
    darwin: ['coreml'],
  };
  const listed = await listedProviders();
  return (byPlatform[platform] ?? []).filter((provider) => listed.includes(provider));
}

/**
 * Opens the network on the provider that was asked for, or for `auto` on the first candidate that both
 * reproduces the card's reference output and is clearly faster than the CPU, else on the CPU.
 *
 * @throws AppError `provider-unavailable` when a provider that was asked for fails: nothing replaces it.
 */
export async function chooseProvider(model: StoredModel, options: ProviderOptions): Promise<ChosenProvider> {
  const { choice, threads, probe } = options;
  if (choice !== 'auto') {
    if (choice !== 'cpu' && probe !== null) await requireAnswer(model, choice, probe);
    return { provider: choice, session: await openVerified(model, choice, threads), passedOver: [] };
  }
  const cpu = await openVerified(model, 'cpu', threads);
  const passedOver: string[] = [];
  for (const provider of options.candidates) {
    if (probe === null) break;
    try {
      await requireFaster(model, provider, cpu, probe);
      const session = await openVerified(model, provider, threads);
      await cpu.release();
      return { provider, session, passedOver };
    } catch (thrown) {
      passedOver.push(`${provider}: ${describeFailure(thrown)}`);
    }
  }
  return { provider: 'cpu', session: cpu, passedOver };
}

/** A driver that hangs would hang this thread, and with it the engine, for good. */
async function requireAnswer(model: StoredModel, provider: Provider, probe: Probe): Promise<void> {
  const reply = await probe(model, provider);
  if (!reply.ok) throw new AppError('provider-unavailable', `${provider}: ${describeFailure(reply.reason)}`);
}

async function requireFaster(
  model: StoredModel,
  provider: Provider,
  cpu: OnnxSession,
  probe: Probe,
): Promise<void> {
  const reply = await probe(model, provider);
  if (!reply.ok) throw new Error(reply.reason);
  const { agrees, milliseconds } = reply.measurement;
  if (!agrees) throw new Error(notReproduced);
  const speedUp = (await timeReference(cpu, model.card)) / milliseconds;
  if (speedUp < clearlyFaster)
    throw new Error(`${speedUp.toFixed(1)} times as fast as the CPU is not worth it`);
}

async function openVerified(model: StoredModel, provider: Provider, threads: number): Promise<OnnxSession> {
  let session: OnnxSession | undefined;
  try {
    session = await openSession(model.onnx, { provider, threads });
    if (await reproducesReference(session, model.card)) return session;
    throw new Error(notReproduced);
  } catch (cause) {
    await session?.release();
    throw new AppError('provider-unavailable', `${provider}: ${describeFailure(cause)}`, { cause });
  }
}

/** The first line of a failure without the folders that the runtime puts into its messages. */
function describeFailure(thrown: unknown): string {
  const [line = ''] = (thrown instanceof Error ? thrown.message : String(thrown)).split('\n');
  return line.replace(/(?:[A-Za-z]:)?[\\/](?:[^\\/\s'"]+[\\/])+/g, '');
}
