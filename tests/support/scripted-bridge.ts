import type { Bridge, CallName, EngineStatus, Events, Request, Response } from '#common/contract/ipc';
import type { Reply } from '#common/contract/call';
import { reportOf } from '#common/agreement/report';
import { everyVerdict } from '#common/agreement/statistics';
import { noBatch } from '#common/contract/batch';
import { toErrorReport } from '#common/errors';
import { noMarks } from '#common/measure/marks';
import { usualPreferences } from '#common/preferences/preferences';
import { predicted, madeUpCard } from './synthetic-results.ts';
import { studySummary } from './study-summaries.ts';
import { syntheticFilm } from './synthetic-film.ts';

export type Script = { [N in CallName]: (request: Request<N>) => Response<N> | Promise<Response<N>> };

export const readyEngine: EngineStatus = {
  state: 'ready',
  provider: 'cpu',
  model: { name: 'test-model', version: '1.2.3', sha256: 'ab'.repeat(32) },
  passedOver: [],
};

const plainIndex = { saved: true, sealed: false, setAside: null } as const;

const emptyLog = { entries: 0, faultCount: 0, faults: [], isTorn: false, newer: 0, head: null };

const usual: Script = {
  openFiles: () => 'opening',
  openFolder: () => 'opening',
  openSample: () => 'opening',
  recentStudies: () => [],
  openRecent: () => 'opening',
  clearRecentStudies: () => undefined,
  cancelOpening: () => undefined,
  findStudies: () => ({ studies: [], total: 0, index: plainIndex }),
  setStudyStatus: ({ studyId, status }) => studySummary({ studyId, status }),
  setStudyNote: ({ studyId, note }) => studySummary({ studyId, note }),
  openStudy: () => 'opening',
  relatedStudies: () => [],
  openPrior: () => 'prior',
  removeStudies: () => undefined,
  clearIndex: () => undefined,
  indexProtection: () => ({ index: plainIndex, hasKeyring: true }),
  protectIndex: (sealed) => ({ index: { ...plainIndex, sealed }, hasKeyring: true }),
  dicomNetwork: () => null,
  testNode: () => 1,
  setListening: () => null,
  stopSending: () => undefined,
  openReceived: () => 'opening',
  saveObjects: () => ({ written: 1, altered: 0, refusals: [] }),
  exportDicom: () => ({ written: 1, altered: 0, mayShowIdentity: 0, refusals: [] }),
  unlockArchive: () => 'opening',
  loadFrame: () => syntheticFilm(),
  sendFrame: () => 0,
  loadPreview: () => null,
  loadThumbnail: () => ({ rows: 1, columns: 1, rgba: new Uint8ClampedArray(4) }),
  listElements: () => ({ rows: [], cut: false }),
  classifyImage: () => predicted(0.9, 'suspected'),
  modelCard: () => madeUpCard,
  engineStatus: () => readyEngine,
  providerChoice: () => 'auto',
  setProvider: () => readyEngine,
  display: () => ({ displayId: 'glass', label: 'Glass', millimetresPerPixel: null }),
  calibrateDisplay: ({ displayId, millimetresPerPixel }) => ({
    displayId,
    label: 'Glass',
    millimetresPerPixel,
  }),
  copyArea: () => undefined,
  choosePlace: () => 'place',
  savePicture: ({ name }) => `${name}.png`,
  saveValues: ({ name }) => `${name}.png`,
  leavePlace: () => undefined,
  preferences: () => ({ preferences: usualPreferences, problem: null, locks: [] }),
  printSheets: () => true,
  saveSheets: () => 'films.pdf',
  setPreferences: () => undefined,
  exportPreferences: () => true,
  readPreferences: () => null,
  setFullScreen: () => undefined,
  setSecondFullScreen: () => undefined,
  windowState: () => ({ secondWindow: false, filmAlone: false, crashed: false, selected: null }),
  keepSelection: () => undefined,
  closeWindow: () => true,
  scanFolder: () => undefined,
  watchFolder: () => undefined,
  resumeScan: () => undefined,
  orderBatch: () => undefined,
  batchState: () => noBatch,
  openBatchFilm: () => 'opening',
  readers: () => ({ names: [], current: 'A. Reader' }),
  nameReader: (name) => ({ names: [name], current: name }),
  recordVerdict: () => undefined,
  agreement: () => ({ ...reportOf([], emptyLog, everyVerdict), names: {} }),
  exportAgreement: () => 'agreement.csv',
  openJudgedStudy: () => 'opening',
  keepTriage: () => undefined,
  lastWorklist: () => false,
  writeScanReport: () => null,
  recallTriage: () => [],
  keepMarks: () => undefined,
  recallMarks: () => noMarks,
};

/** The main process played by a script: what it is asked is noted, what it announces is up to the test. */
export class ScriptedBridge implements Bridge {
  readonly asked: { readonly name: CallName; readonly request: unknown }[] = [];
  readonly dropped: unknown[] = [];
  readonly #script: Script;
  readonly #listeners = new Map<keyof Events, Set<(payload: never) => void>>();

  constructor(script: Partial<Script> = {}) {
    this.#script = { ...usual, ...script };
  }

  async invoke<N extends CallName>(name: N, request: Request<N>): Promise<Reply<Response<N>>> {
    this.asked.push({ name, request });
    try {
      return { ok: true, value: await this.#script[name](request) };
    } catch (thrown) {
      return { ok: false, error: toErrorReport(thrown) };
    }
  }

  openDropped(files: readonly unknown[]): Promise<Reply<string>> {
    this.dropped.push(...files);
    return Promise.resolve({ ok: true, value: 'opening' });
  }

  on<N extends keyof Events>(name: N, listener: (payload: Events[N]) => void): () => void {
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  announce<N extends keyof Events>(name: N, payload: Events[N]): void {
    this.#listeners.get(name)?.forEach((listener) => listener(payload as never));
  }

  requestsOf(name: CallName): readonly unknown[] {
    return this.asked.filter((one) => one.name === name).map(({ request }) => request);
  }
}

/** An answer that comes when the test says so. */
export class Deferred<T> {
  resolve!: (value: T) => void;
  reject!: (reason: unknown) => void;
  readonly promise = new Promise<T>((resolve, reject) => {
    this.resolve = resolve;
    this.reject = reject;
  });
}

/** Lets everything that is already under way arrive. */
export const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
