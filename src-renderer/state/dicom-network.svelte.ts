import type { ListedNode, NetworkNews, NetworkState } from '#common/contract/dicom-network';
import { toErrorReport, type ErrorReport } from '#common/errors';

interface Source {
  state(): Promise<NetworkState | null>;
  test(node: string): Promise<number>;
  setListening(on: boolean): Promise<NetworkState | null>;
  stopSending(): Promise<void>;
  openReceived(): Promise<unknown>;
}

/** What C-ECHO to a node came to. */
export type NodeTest =
  { readonly state: 'waiting' } | { readonly state: 'answered'; readonly milliseconds: number } | ErrorReport;

/** The DICOM network as the administrator's policy allows it: its nodes, the listener, and what is being sent. */
export class DicomNetworkState {
  /** Undefined until it was asked for; null where the policy names no network. */
  current: NetworkState | null | undefined = $state.raw();
  problem: ErrorReport | null = $state.raw(null);
  /** True while the listener is being started or stopped. */
  switching = $state(false);
  /** Null while nothing is under way. */
  sending: { readonly done: number; readonly total: number } | null = $state.raw(null);
  #tests: Readonly<Record<string, NodeTest>> = $state.raw({});
  readonly #source: Source;

  constructor(source: Source) {
    this.#source = source;
  }

  get nodes(): readonly ListedNode[] {
    return this.current?.nodes ?? [];
  }

  /** The node that is wanted, or null for a folder where it is none of those there are. */
  among(wanted: string | null): string | null {
    return this.nodes.some(({ name }) => name === wanted) ? wanted : null;
  }

  testOf(node: string): NodeTest | null {
    return this.#tests[node] ?? null;
  }

  async load(): Promise<void> {
    await this.#attempt(() => this.#source.state());
  }

  async test(node: string): Promise<void> {
    if (this.#isWaiting(node)) return;
    this.#note(node, { state: 'waiting' });
    try {
      this.#note(node, { state: 'answered', milliseconds: await this.#source.test(node) });
    } catch (thrown) {
      this.#note(node, toErrorReport(thrown));
    }
  }

  async setListening(on: boolean): Promise<void> {
    if (this.switching) return;
    this.switching = true;
    await this.#attempt(() => this.#source.setListening(on));
    this.switching = false;
  }

  async stopSending(): Promise<void> {
    await this.#source.stopSending().catch((thrown: unknown) => (this.problem = toErrorReport(thrown)));
  }

  async openReceived(): Promise<void> {
    await this.#source.openReceived().catch((thrown: unknown) => (this.problem = toErrorReport(thrown)));
  }

  receive(news: NetworkNews): void {
    if (news.kind === 'sending') {
      const { done, total } = news;
      this.sending = done < total ? { done, total } : null;
    } else if (this.current) this.current = { ...this.current, listener: news.listener };
  }

  async #attempt(ask: () => Promise<NetworkState | null>): Promise<void> {
    try {
      this.current = await ask();
      this.problem = null;
    } catch (thrown) {
      this.problem = toErrorReport(thrown);
    }
  }

  #note(node: string, test: NodeTest): void {
    this.#tests = { ...this.#tests, [node]: test };
  }

  #isWaiting(node: string): boolean {
    const test = this.testOf(node);
    return test !== null && 'state' in test && test.state === 'waiting';
  }
}
