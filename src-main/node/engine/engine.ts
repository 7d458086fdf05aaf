import type { RequestOf } from '#common/contract/call';
import type { DeliveredFrame } from '#common/contract/frame-delivery';
import type { engineCalls, EngineEvents, EngineHandlers, LibraryNews } from '#common/contract/engine';
import { AppError } from '#common/errors';
import { dirname, join } from 'node:path';
import { judgedBy } from '../batch/journal-records.ts';
import { createDecodePool, type DecodePool } from '../decode/decode-pool.ts';
import { createTurns } from '../decode/turns.ts';
import { loadModelCard } from '../inference/model-store.ts';
import { stageModel } from '../models/stage-model.ts';
import { Passwords } from '../media/passwords.ts';
import { findFiles } from '../survey/find-files.ts';
import { AgreementLog } from './agreement-log.ts';
import type { NetworkNews } from '#common/contract/dicom-network';
import { DicomNetwork } from './dicom-network.ts';
import { classifyImage } from './classify-image.ts';
import { classifierIn, fillModelSlot, statusOf, type ModelSlot } from './model-slot.ts';
import { exportFilms } from './export-films.ts';
import { saveObjects } from './save-objects.ts';
import { FrameTraffic } from './frame-traffic.ts';
import { createOpenedFilms, type OpenedFilms } from './opened-films.ts';
import { onlyUnlocked, unlockArchive } from './unlock.ts';
import { StudyLibrary } from './study-library.ts';
import { Surveys, type SurveyServices } from './surveys.ts';

/** Decoding and classification behind one contract, alike in an Electron utility process and in plain Node. */
export interface Engine {
  readonly handlers: EngineHandlers;
  onSurveyed(listener: (payload: EngineEvents['surveyed']) => void): void;
  onLibrary(listener: (news: LibraryNews) => void): void;
  onNetwork(listener: (news: NetworkNews) => void): void;
  /** Gets the frames that `sendFrame` is asked for, which fails as the listener does. */
  onFrame(listener: (delivered: DeliveredFrame) => void): void;
  /** Ends the surveys and the threads; the engine cannot be used afterwards. */
  close(): Promise<void>;
}

/**
 * In milliseconds, how long what can wait does so for films that are being fetched. One who pages without a pause
 * has the folder read meanwhile all the same, and the film on screen judged before its neighbours are there.
 */
const patience = { surveyedFile: 30, indexJob: 300, verdict: 100 } as const;

type StartRequest = RequestOf<typeof engineCalls, 'start'>;

interface Running {
  readonly decodeWorker: string;
  readonly modelDirectory: string;
  readonly pool: DecodePool;
  readonly passwords: Passwords;
  readonly films: OpenedFilms;
  readonly model: Promise<ModelSlot>;
}

/**
 * An engine that has yet to be started: every call but `start` fails with `engine-unavailable` before that.
 * After it images open at once, while the model is still loading. Starting again replaces the model.
 *
 * @param admitModel awaited before ONNX Runtime and the model are loaded; where it throws, neither is
 */
export function createEngine(admitModel: () => Promise<void> = async () => undefined): Engine {
  const traffic = new FrameTraffic();
  const surveys = new Surveys(() => traffic.calm(patience.surveyedFile));
  const library = new StudyLibrary(() => traffic.calm(patience.indexJob));
  const agreementLog = new AgreementLog();
  let tellNetwork: (news: NetworkNews) => void = () => undefined;
  const network = new DicomNetwork((news) => tellNetwork(news));
  surveys.onFirstImage(() => traffic.expect());
  surveys.onSurveyed(({ images }) => library.add(images));
  // One at a time, so that the image somebody waits for never queues behind a screenful of thumbnails.
  const thumbnailTurns = createTurns(1);
  let running: Running | null = null;
  let deliver: ((delivered: DeliveredFrame) => void) | null = null;

  function started(): Running {
    if (!running) throw new AppError('engine-unavailable', 'The engine has not been started.');
    return running;
  }

  const handlers: EngineHandlers = {
    async start(request) {
      const previous = running;
      const current = run(request, previous, admitModel);
      running = current;
      if (request.indexFile !== undefined) library.use(request.indexFile, keyIn(request.indexKey ?? null));
      if (request.agreementFile !== undefined) agreementLog.use(request.agreementFile);
      if (request.policyFile !== undefined) await network.use(request.policyFile, request.listening ?? null);
      if (previous) await retire(previous, current);
      const slot = await current.model;
      library.judgedBy('classifier' in slot ? slot.classifier.sha256 : null);
      // Only once the model is there, and nobody waits for it: whatever fails here fails at the film.
      if (current.pool !== previous?.pool) void current.pool.warmUp().catch(() => undefined);
      return statusOf(slot);
    },
    survey: async ({ surveyId, paths }) =>
      surveys.run(surveyId, findFiles(paths), () => surveyServices(started())),
    unlock: async ({ archive, password }) => unlockArchive(started(), archive, password),
    surveyUnlocked: async ({ surveyId, archive }) =>
      surveys.run(surveyId, onlyUnlocked(archive), () => surveyServices(started())),
    cancelSurvey: async (surveyId) => surveys.cancel(surveyId),
    loadFrame: (file) => traffic.during(async () => started().films.loadFrame(file)),
    sendFrame: ({ file, delivery }) =>
      traffic.during(async () => {
        const frame = await started().films.loadFrame(file);
        deliver?.({ delivery, frame });
      }),
    loadPreview: (file) => traffic.during(async () => started().films.loadPreview(file)),
    loadThumbnail: (file) => thumbnailTurns.take(async () => started().films.loadThumbnail(file)),
    encodeValues: async ({ file, format }) => started().films.encodeValues(file, format),
    listElements: async (file) => started().films.listElements(file),
    async classify(request) {
      const { films, model } = started();
      await traffic.calm(patience.verdict);
      const result = await classifyImage(request, films, async () => classifierIn(await model));
      library.keepVerdict(request, classifierIn(await model).sha256, result);
      return result;
    },
    async saveObjects(order) {
      const { pool, films, model } = started();
      return saveObjects(order, { pool, films, network, classifier: async () => classifierIn(await model) });
    },
    stageModel: (staging) => stageModel(started().pool, staging),
    exportDicom: async (order) => {
      const { pool, films } = started();
      return exportFilms(order, pool, films, network);
    },
    dicomNetwork: () => network.state(),
    echoNode: (name) => network.echo(name),
    async listen(on) {
      await network.listen(on);
      return network.state();
    },
    receivedFolder: () => network.receivedFolder(),
    stopSending: async () => network.stopSending(),
    modelCard: async () => classifierIn(await started().model).card,
    findStudies: async (query) => library.index.find(query),
    setStudyStatus: async ({ studyId, status }) => library.setStatus(studyId, status),
    setStudyNote: async (written) => library.setNote(written),
    relatedStudies: async (studyId) => library.index.related(studyId),
    studySources: async (studyId) => library.index.sources(studyId),
    removeStudies: async (studyIds) => library.index.remove(studyIds),
    indexState: async () => library.index.state,
    protectIndex: (key) => library.protect(keyIn(key)),
    clearIndex: async () => library.index.clear(),
    keepTriage: async (triage) => library.index.keepTriage(triage),
    recordVerdict: async (statement) => agreementLog.record(statement),
    agreement: (filter) => agreementLog.report(filter),
    writeAgreement: ({ file, names }) => agreementLog.write(file, names),
    studyUids: async () => library.index.studyUids(),
    async recallTriage() {
      // Verdicts are on the scores of one model, which may still be loading.
      await judge(started());
      return library.index.recallTriage();
    },
    beginWorklist: async (out) => library.index.beginWorklist(await judge(started()), out),
    keepWorklist: async (films) => library.index.keepWorklist(await judge(started()), films),
    recallWorklist: async (after) => library.index.recallWorklist(await judge(started()), after),
    keepMarks: ({ frame, change }) => library.keepMarks(frame, change),
    async recallMarks(frame) {
      // The first one opens the index, and its film is about to be asked for.
      await traffic.calm(patience.indexJob);
      return library.recallMarks(frame);
    },
  };

  return {
    handlers,
    onSurveyed: (listener) => surveys.onSurveyed(listener),
    onLibrary: (listener) => library.onNews(listener),
    onNetwork: (listener) => (tellNetwork = listener),
    onFrame: (listener) => (deliver = listener),
    async close() {
      surveys.cancelAll();
      await network.close();
      await library.close();
      if (running) await retire(running, null);
      running = null;
    },
  };
}

/** The model and its operating point, as the films of a worklist are told apart by them; empty without a model. */
async function judge({ model }: Running): Promise<string> {
  const slot = await model;
  return 'classifier' in slot ? judgedBy(slot.classifier.card).judgement : '';
}

const leftOut: Promise<ModelSlot> = Promise.resolve({
  error: {
    code: 'provider-unavailable',
    message: 'Loading the model stopped the engine again and again, so it was left out.',
  },
});

/** The threads and what they decoded outlive a change of model. */
function run(request: StartRequest, previous: Running | null, admitModel: () => Promise<void>): Running {
  const { modelDirectory, provider, decodeWorker, withoutModel = false, unlocked = [] } = request;
  const probeWorker = join(dirname(decodeWorker), 'probe-worker.cjs');
  const model = withoutModel ? leftOut : fillModelSlot({ modelDirectory, provider, probeWorker }, admitModel);
  if (previous?.decodeWorker === decodeWorker) return { ...previous, modelDirectory, model };
  const passwords = new Passwords();
  for (const { archive, password } of unlocked) passwords.add(archive.path, password);
  const pool = createDecodePool({ workerFile: decodeWorker, passwords });
  return { decodeWorker, modelDirectory, pool, passwords, films: createOpenedFilms(pool), model };
}

async function retire({ pool, model }: Running, successor: Running | null): Promise<void> {
  const slot = await model;
  if ('classifier' in slot) await slot.classifier.release();
  if (pool !== successor?.pool) await pool.close();
}

async function surveyServices({ pool, modelDirectory }: Running): Promise<SurveyServices> {
  // Not the loaded model's: the first film must not wait for the runtime and the drivers.
  const regions = await loadModelCard(modelDirectory).then(
    (card) => card.regions,
    () => ({}),
  );
  return { pool, regions };
}

function keyIn(digits: string | null): Uint8Array | null {
  return digits === null ? null : Buffer.from(digits, 'hex');
}
