import type {
  ListedNode,
  ListenerState,
  NetworkNews,
  NetworkState,
  SentObjects,
} from '#common/contract/dicom-network';
import { AppError, toErrorReport, type ErrorReport } from '#common/errors';
import type { DicomNode, ListenerSettings, NetworkSettings } from '#common/network/configuration';
import { listen, type Listener } from '../network/listen.ts';
import { nodeNamed, readNetworkPolicy } from '../network/network-policy.ts';
import { echoNode, sendObjects, type ObjectToSend } from '../network/send-objects.ts';

interface Listening {
  readonly aeTitle: string;
  readonly settings: ListenerSettings;
  readonly server: Listener;
}

const nothingReceived = { received: 0, known: 0, troubles: 0, lastTrouble: null as ErrorReport | null };

/**
 * The network as the administrator's policy allows it, read anew for each use: without a policy that names it no
 * socket is opened. What listens does so until it is stopped or the engine ends.
 */
export class DicomNetwork {
  readonly #tell: (news: NetworkNews) => void;
  readonly #sending = new Set<AbortController>();
  #policyFile: string | null = null;
  #listening: Listening | null = null;
  #came = nothingReceived;
  /** Starts and stops follow one another. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(tell: (news: NetworkNews) => void) {
    this.#tell = tell;
  }

  /**
   * Listens from now on where the policy says so, or a person did before the engine was replaced. Where that fails, it
   * is the listener's last trouble.
   *
   * @param wanted what a person said; null where nobody has
   */
  async use(policyFile: string, wanted: boolean | null): Promise<void> {
    this.#policyFile = policyFile;
    try {
      const { listener } = await this.#policy();
      if (wanted ?? (listener.on && listener.startsWithOsteon)) await this.listen(true);
    } catch (thrown) {
      const lastTrouble = toErrorReport(thrown);
      if (lastTrouble.code === 'network-off') return;
      this.#came = { ...this.#came, troubles: this.#came.troubles + 1, lastTrouble };
    }
  }

  /** Null where the policy names no network. @throws AppError `policy-invalid`, and what reading it means */
  async state(): Promise<NetworkState | null> {
    try {
      const { aeTitle, nodes, listener } = await this.#policy();
      return { aeTitle, nodes: nodes.map(listed), listener: this.#listenerState(listener) };
    } catch (thrown) {
      if (toErrorReport(thrown).code !== 'network-off') throw thrown;
      if (this.#listening === null) return null;
      const { aeTitle, settings } = this.#listening;
      return { aeTitle, nodes: [], listener: this.#listenerState({ ...settings, on: false }) };
    }
  }

  /** In milliseconds. @throws AppError as `echoNode`, `nodeNamed` and `readNetworkPolicy` do */
  async echo(name: string): Promise<number> {
    const network = await this.#policy();
    return this.#stoppable((signal) =>
      echoNode(nodeNamed(network, name), { aeTitle: network.aeTitle, signal }),
    );
  }

  /**
   * Sends objects to a node; one that is stopped has its reason like any other.
   *
   * @throws AppError as `nodeNamed` and `readNetworkPolicy` do
   */
  async send(name: string, objects: readonly ObjectToSend[]): Promise<SentObjects> {
    const network = await this.#policy();
    const node = nodeNamed(network, name);
    const refusals = new Map<string, ErrorReport>();
    const total = objects.length;
    let [done, stored, altered] = [0, 0, 0];
    const refuse = (reason: ErrorReport): void =>
      void refusals.set(`${reason.code} ${reason.message}`, reason);
    this.#tell({ kind: 'sending', done, total });
    try {
      await this.#stoppable((signal) =>
        sendObjects(node, objects, {
          ...{ aeTitle: network.aeTitle, signal },
          onOutcome: ({ problem, isStored }) => {
            if (isStored) stored++;
            if (isStored && problem !== null) altered++;
            if (!isStored && problem !== null) refuse(problem);
            done++;
            if (done < total) this.#tell({ kind: 'sending', done, total });
          },
        }),
      );
    } catch (thrown) {
      refuse(toErrorReport(thrown));
    } finally {
      this.#tell({ kind: 'sending', done: total, total });
    }
    return { stored, altered, refusals: [...refusals.values()] };
  }

  /** Ends what is being sent or asked; what a node has, it keeps. */
  stopSending(): void {
    for (const controller of this.#sending) controller.abort();
  }

  /** Begins or stops to receive. @throws AppError `network-off`, and as `listen` and `readNetworkPolicy` do */
  async listen(on: boolean): Promise<void> {
    const turn = this.#turn.then(() => (on ? this.#begin() : this.#end()));
    this.#turn = turn.catch(() => undefined);
    await turn;
  }

  /** Where it receives into. @throws AppError `network-off`, and as `readNetworkPolicy` does */
  async receivedFolder(): Promise<string> {
    const folder = (this.#listening?.settings ?? (await this.#policy()).listener).folder;
    if (folder === null) throw new AppError('network-off', 'The policy names no folder to receive into.');
    return folder;
  }

  async close(): Promise<void> {
    this.stopSending();
    await this.listen(false);
  }

  async #begin(): Promise<void> {
    if (this.#listening !== null) return;
    const { aeTitle, listener: settings } = await this.#policy();
    if (!settings.on) throw new AppError('network-off', 'The policy does not switch the listener on.');
    this.#came = nothingReceived;
    const server = await listen({
      ...{ aeTitle, listener: settings },
      onStored: (isNew) =>
        this.#note(isNew ? { received: this.#came.received + 1 } : { known: this.#came.known + 1 }),
      onTrouble: (error) =>
        this.#note({ troubles: this.#came.troubles + 1, lastTrouble: toErrorReport(error) }),
    });
    this.#listening = { aeTitle, settings, server };
    this.#note({});
  }

  async #end(): Promise<void> {
    const listening = this.#listening;
    if (listening === null) return;
    this.#listening = null;
    await listening.server.close();
    this.#tell({ kind: 'listener', listener: this.#listenerState(listening.settings) });
  }

  #note(change: Partial<typeof nothingReceived>): void {
    this.#came = { ...this.#came, ...change };
    if (this.#listening === null) return;
    this.#tell({ kind: 'listener', listener: this.#listenerState(this.#listening.settings) });
  }

  #listenerState(policy: ListenerSettings): ListenerState {
    const { address, port, callingAeTitles, tls } = this.#listening?.settings ?? policy;
    return {
      ...{ address, port: this.#listening?.server.port ?? port, callingAeTitles },
      ...{ isAllowed: policy.on, isEncrypted: tls !== null, isListening: this.#listening !== null },
      ...this.#came,
    };
  }

  async #policy(): Promise<NetworkSettings> {
    if (this.#policyFile === null) throw new AppError('network-off', 'There is no policy file.');
    return readNetworkPolicy(this.#policyFile);
  }

  async #stoppable<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const controller = new AbortController();
    this.#sending.add(controller);
    try {
      return await work(controller.signal);
    } finally {
      this.#sending.delete(controller);
    }
  }
}

function listed({ name, aeTitle, host, port, tls }: DicomNode): ListedNode {
  return { name, aeTitle, host, port, isEncrypted: tls !== null };
}
