import type { Handlers, OpeningId } from '#common/contract/ipc';
import type { EngineHost } from './engine-host.ts';

type NetworkCall = 'dicomNetwork' | 'testNode' | 'setListening' | 'stopSending' | 'openReceived';

interface Services {
  readonly engine: Pick<EngineHost, 'ask'>;
  open(folder: string): OpeningId;
}

/** Carries the page's questions about the DICOM network to the engine, which alone opens sockets. */
export class DicomNetworkDesk {
  readonly handlers: Pick<Handlers, NetworkCall>;
  readonly #policyFile: string;
  #listening: boolean | null = null;

  constructor(policyFile: string, { engine, open }: Services) {
    this.#policyFile = policyFile;
    this.handlers = {
      dicomNetwork: () => engine.ask('dicomNetwork', undefined),
      testNode: (name) => engine.ask('echoNode', name),
      setListening: async (on) => {
        const state = await engine.ask('listen', on);
        this.#listening = on;
        return state;
      },
      stopSending: () => engine.ask('stopSending', undefined),
      openReceived: async () => open(await engine.ask('receivedFolder', undefined)),
    };
  }

  /** What an engine is started with: one that takes a dead one's place receives as that did. */
  get startRequest(): { readonly policyFile: string; readonly listening?: boolean } {
    const policyFile = this.#policyFile;
    return this.#listening === null ? { policyFile } : { policyFile, listening: this.#listening };
  }
}
