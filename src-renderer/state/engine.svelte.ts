import type { EngineStatus, ProviderChoice } from '#common/contract/ipc';
import { toErrorReport, type ErrorReport } from '#common/errors';
import type { ModelCard } from '#common/model/model-card';

interface Source {
  status(): Promise<EngineStatus>;
  card(): Promise<ModelCard>;
  choice(): Promise<ProviderChoice>;
  choose(choice: ProviderChoice): Promise<EngineStatus>;
  /** Whether an administrator's policy has chosen. */
  locked(): boolean;
}

/** The engine as the status bar tells it, the model's card, and the provider the person chose. */
export class EngineState {
  status: EngineStatus = $state.raw({ state: 'starting' });
  card: ModelCard | null = $state.raw(null);
  choice: ProviderChoice = $state('auto');
  /** Why the last choice of a provider did not work. */
  choiceError: ErrorReport | null = $state.raw(null);
  choosing: boolean = $state(false);
  readonly ready: boolean = $derived(this.status.state === 'ready');
  readonly locked: boolean = $derived.by(() => this.#source.locked());
  readonly #source: Source;
  readonly #changed: (before: EngineStatus, now: EngineStatus) => void;

  constructor(source: Source, changed: (before: EngineStatus, now: EngineStatus) => void) {
    this.#source = source;
    this.#changed = changed;
  }

  async start(): Promise<void> {
    this.choice = await this.#source.choice();
    this.receive(await this.#source.status());
  }

  receive(status: EngineStatus): void {
    const before = this.status;
    this.status = status;
    this.#changed(before, status);
    if (status.state === 'ready' && this.card?.onnx.sha256 !== status.model.sha256) void this.#readCard();
  }

  async choose(choice: ProviderChoice): Promise<void> {
    this.choosing = true;
    this.choiceError = null;
    try {
      this.receive(await this.#source.choose(choice));
      this.choice = choice;
    } catch (thrown) {
      this.choiceError = toErrorReport(thrown);
    } finally {
      this.choosing = false;
    }
  }

  /** Without a card the numbers still stand; the panel only lacks the measured quality beside them. */
  async #readCard(): Promise<void> {
    this.card = await this.#source.card().catch(() => null);
  }
}
