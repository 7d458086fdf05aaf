import type { WebContents } from 'electron';
import type { Events } from '#common/contract/ipc';
import { eventChannel } from './channels.ts';

/** Sends events to the page; those that happen before it listens are kept until it has loaded. */
export class Announcer {
  readonly #contents: WebContents;
  #early: (() => void)[] | null = [];

  constructor(contents: WebContents) {
    this.#contents = contents;
    contents.once('did-finish-load', () => this.#flush());
  }

  announce<N extends keyof Events>(name: N, payload: Events[N]): void {
    const send = (): void => {
      if (!this.#contents.isDestroyed()) this.#contents.send(eventChannel(name), payload);
    };
    if (this.#early === null) send();
    else this.#early.push(send);
  }

  #flush(): void {
    const early = this.#early ?? [];
    this.#early = null;
    for (const send of early) send();
  }
}
