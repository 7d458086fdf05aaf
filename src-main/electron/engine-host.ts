import type { RequestOf, ResponseOf } from '#common/contract/call';
import type { EngineCallName, engineCalls, EngineEvents } from '#common/contract/engine';
import type { EngineStatus } from '#common/contract/ipc';
import { AppError, fromErrorReport, toPageReport } from '#common/errors';
import type { EngineMessage, EngineRequest } from './engine-messages.ts';
import { RestartBudget } from './restart-budget.ts';

type EngineCalls = typeof engineCalls;

/** A started engine process, as far as its supervisor is concerned. */
export interface EngineProcess {
  post(message: EngineRequest): void;
  onMessage(listener: (message: EngineMessage) => void): void;
  onExit(listener: () => void): void;
  kill(): void;
}

export interface EngineHostOptions {
  fork(): EngineProcess;
  /** What the engine is started with, asked anew at every start. */
  startRequest(): RequestOf<EngineCalls, 'start'>;
  onStatus(status: EngineStatus): void;
  onSurveyed(payload: EngineEvents['surveyed']): void;
  onLibrary(payload: EngineEvents['library']): void;
  onNetwork(payload: EngineEvents['network']): void;
}

interface Pending {
  resolve(value: unknown): void;
  reject(error: AppError): void;
}

interface Waiter {
  resolve(process: EngineProcess): void;
  reject(error: AppError): void;
}

/**
 * Supervises the one engine process: a dead one is replaced, what it was asked fails with
 * `engine-stopped`. One that keeps dying as it starts is tried without the model, and one that still
 * keeps dying is given up with `engine-unavailable`.
 */
export class EngineHost {
  readonly #options: EngineHostOptions;
  readonly #budget = new RestartBudget();
  readonly #pending = new Map<number, Pending>();
  #waiters: Waiter[] = [];
  #process: EngineProcess | null = null;
  #status: EngineStatus = { state: 'starting' };
  #lastId = 0;
  #closed = false;
  #cameUp = false;
  #withoutModel = false;

  constructor(options: EngineHostOptions) {
    this.#options = options;
  }

  get status(): EngineStatus {
    return this.#status;
  }

  /** Forks the process and starts the engine in it; the outcome is announced as a status. */
  start(): void {
    const process = this.#options.fork();
    this.#process = process;
    process.onMessage((message) => this.#receive(message));
    process.onExit(() => this.#replace(process));
    void this.#startEngine(process);
    for (const waiter of this.#waiters.splice(0)) waiter.resolve(process);
  }

  /** Starts the engine again with what `startRequest` says now, reviving one that was given up. */
  async restart(): Promise<EngineStatus> {
    this.#budget.reset();
    this.#withoutModel = false;
    const process = this.#process;
    if (process === null) this.start();
    else await this.#startEngine(process);
    return this.#status;
  }

  /**
   * Asks the engine process; while it is being replaced the question waits for the next one.
   *
   * @throws AppError what the engine answered, engine-stopped, or engine-unavailable
   */
  async ask<N extends EngineCallName>(
    name: N,
    request: RequestOf<EngineCalls, N>,
  ): Promise<ResponseOf<EngineCalls, N>> {
    const process = this.#process ?? (await this.#nextProcess());
    // The reply's type follows from the call's name; both ends are built from one contract.
    return (await this.#post(process, name, request)) as ResponseOf<EngineCalls, N>;
  }

  close(): void {
    this.#closed = true;
    this.#process?.kill();
  }

  #post(process: EngineProcess, name: EngineCallName, request: unknown): Promise<unknown> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      process.post({ id, name, request });
    });
  }

  async #startEngine(process: EngineProcess): Promise<void> {
    if (this.#status.state !== 'restarting') this.#announce({ state: 'starting' });
    this.#cameUp = false;
    const request = { ...this.#options.startRequest(), ...(this.#withoutModel && { withoutModel: true }) };
    try {
      const status = (await this.#post(process, 'start', request)) as EngineStatus;
      this.#cameUp = true;
      this.#announce(status);
    } catch (thrown) {
      // A process that died meanwhile has been replaced already.
      if (process === this.#process) this.#announce({ state: 'viewerOnly', error: toPageReport(thrown) });
    }
  }

  #nextProcess(): Promise<EngineProcess> {
    if (this.#status.state === 'down') return Promise.reject(fromErrorReport(this.#status.error));
    return new Promise((resolve, reject) => this.#waiters.push({ resolve, reject }));
  }

  #receive(message: EngineMessage): void {
    if (message.kind === 'surveyed') return this.#options.onSurveyed(message.payload);
    if (message.kind === 'library') return this.#options.onLibrary(message.payload);
    if (message.kind === 'network') return this.#options.onNetwork(message.payload);
    const pending = this.#pending.get(message.id);
    this.#pending.delete(message.id);
    if (message.reply.ok) pending?.resolve(message.reply.value);
    else pending?.reject(fromErrorReport(message.reply.error));
  }

  #replace(dead: EngineProcess): void {
    if (dead !== this.#process) return;
    this.#process = null;
    const stopped = new AppError('engine-stopped', 'The engine stopped while it worked on this.');
    for (const pending of this.#pending.values()) pending.reject(stopped);
    this.#pending.clear();
    if (this.#closed) return;
    const delay = this.#budget.next(performance.now()) ?? this.#delayWithoutModel();
    if (delay === null) return this.#giveUp();
    this.#announce({ state: 'restarting' });
    setTimeout(() => {
      if (!this.#closed && this.#process === null) this.start();
    }, delay);
  }

  /** One more round of attempts where it was the start, and so most likely the model, that failed. */
  #delayWithoutModel(): number | null {
    if (this.#cameUp || this.#withoutModel) return null;
    this.#withoutModel = true;
    this.#budget.reset();
    return this.#budget.next(performance.now());
  }

  #giveUp(): void {
    const error = new AppError('engine-unavailable', 'The engine stopped too often and was given up.');
    this.#announce({ state: 'down', error: toPageReport(error) });
    for (const waiter of this.#waiters.splice(0)) waiter.reject(error);
  }

  #announce(status: EngineStatus): void {
    this.#status = status;
    this.#options.onStatus(status);
  }
}
