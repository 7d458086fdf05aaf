import type { RequestOf } from '#common/contract/call';
import type { engineCalls, EngineEvents, EngineHandlers, LibraryNews } from '#common/contract/ipc';
import { AppError } from '#common/errors';
import { dirname, join } from 'node:path';
import { createDecodePool, type DecodePool } from '../decode/decode-pool.ts';
import { createTurns } from '../decode/turns.ts';
import { loadModelCard } from '../inference/model-store.ts';
import { Passwords } from '../media/passwords.ts';
import { findFiles } from '../survey/find-files.ts';
import { classifyImage } from './classify-image.ts';
import { classifierIn, fillModelSlot, statusOf, type ModelSlot } from './model-slot.ts';
import { createOpenedFilms, type OpenedFilms } from './opened-films.ts';
import { onlyUnlocked, unlockArchive } from './unlock.ts';
import { StudyLibrary } from './study-library.ts';
import { Surveys, type SurveyServices } from './surveys.ts';

/** Decoding and classification behind one contract, alike in an Electron utility process and in plain Node. */
export interface Engine {
  readonly handlers: EngineHandlers;
  onSurveyed(listener: (payload: EngineEvents['surveyed']) => void): void;
  onLibrary(listener: (news: LibraryNews) => void): void;
  /** Ends the surveys and the threads; the engine cannot be used afterwards. */
  close(): Promise<void>;
}

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
 */
export function createEngine(): Engine {
  const surveys = new Surveys();
  const library = new StudyLibrary();
  surveys.onSurveyed(({ images }) => library.add(images));
  // One at a time, so that the image somebody waits for never queues behind a screenful of thumbnails.
  const thumbnailTurns = createTurns(1);
  let running: Running | null = null;

  function started(): Running {
    if (!running) throw new AppError('engine-unavailable', 'The engine has not been started.');
    return running;
  }

  const handlers: EngineHandlers = {
    async start(request) {
      const previous = running;
      const current = run(request, previous);
      running = current;
      if (request.indexFile !== undefined) library.use(request.indexFile);
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
    loadFrame: async (file) => started().films.loadFrame(file),
    loadPreview: async (file) => started().films.loadPreview(file),
    loadThumbnail: (file) => thumbnailTurns.take(async () => started().films.loadThumbnail(file)),
    listElements: async (file) => started().films.listElements(file),
    async classify(request) {
      const { films, model } = started();
      const result = await classifyImage(request, films, async () => classifierIn(await model));
      library.keepVerdict(request, classifierIn(await model).sha256, result);
      return result;
    },
    modelCard: async () => classifierIn(await started().model).card,
    findStudies: async (query) => library.index.find(query),
    setStudyStatus: async ({ studyId, status }) => library.index.setStatus(studyId, status),
    setStudyNote: async ({ studyId, note }) => library.index.setNote(studyId, note),
    studySources: async (studyId) => library.index.sources(studyId),
    removeStudies: async (studyIds) => library.index.remove(studyIds),
    clearIndex: async () => library.index.clear(),
    keepCalibration: ({ frame, calibration }) => library.keepCalibration(frame, calibration),
    recallCalibration: async (frame) => library.recallCalibration(frame),
  };

  return {
    handlers,
    onSurveyed: (listener) => surveys.onSurveyed(listener),
    onLibrary: (listener) => library.onNews(listener),
    async close() {
      surveys.cancelAll();
      await library.close();
      if (running) await retire(running, null);
      running = null;
    },
  };
}

const leftOut: Promise<ModelSlot> = Promise.resolve({
  error: {
    code: 'provider-unavailable',
    message: 'Loading the model stopped the engine again and again, so it was left out.',
  },
});

/** The threads and what they decoded outlive a change of model. */
function run(request: StartRequest, previous: Running | null): Running {
  const { modelDirectory, provider, decodeWorker, withoutModel = false } = request;
  const probeWorker = join(dirname(decodeWorker), 'probe-worker.cjs');
  const model = withoutModel ? leftOut : fillModelSlot({ modelDirectory, provider, probeWorker });
  if (previous?.decodeWorker === decodeWorker) return { ...previous, modelDirectory, model };
  const passwords = new Passwords();
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
