import { join } from 'node:path';
import type { EngineEvents } from '#common/contract/engine';
import type { SavedObjects } from '#common/contract/saved-objects';
import { AppError } from '#common/errors';
import { createDecodePool } from '#node/decode/decode-pool';
import { createOpenedFilms } from '#node/engine/opened-films';
import { saveObjects, type SavingOrder } from '#node/engine/save-objects';
import { Surveys } from '#node/engine/surveys';
import { createClassifier } from '#node/inference/classifier';
import { findFiles } from '#node/survey/find-files';

/** The parts of the engine that find films and make objects of them, over the built worker threads. */
export interface FilmDesk {
  survey(paths: readonly string[]): Promise<readonly EngineEvents['surveyed'][]>;
  save(order: SavingOrder): Promise<SavedObjects>;
  close(): Promise<void>;
}

/** @param checkout that was built */
export async function openFilmDesk(checkout: string): Promise<FilmDesk> {
  const built = join(checkout, 'out', 'main');
  const pool = createDecodePool({ workerFile: join(built, 'decode-worker.cjs') });
  const films = createOpenedFilms(pool);
  const probeWorker = join(built, 'probe-worker.cjs');
  const modelDirectory = join(checkout, 'assets', 'models');
  const classifier = await createClassifier({ modelDirectory, provider: 'cpu', probeWorker });
  const surveys = new Surveys();
  const found = new Map<string, EngineEvents['surveyed'][]>();
  surveys.onSurveyed((payload) => found.get(payload.surveyId)?.push(payload));
  const network = {
    send: () => Promise.reject(new AppError('network-off', 'Nothing is sent from here.')),
  };
  return {
    async survey(paths) {
      const surveyId = String(found.size);
      const told: EngineEvents['surveyed'][] = [];
      found.set(surveyId, told);
      const { regions } = classifier.card;
      await surveys.run(surveyId, findFiles([...paths]), async () => ({ pool, regions }));
      return told;
    },
    save: (order) => saveObjects(order, { pool, films, network, classifier: async () => classifier }),
    async close() {
      await classifier.release();
      await pool.close();
    },
  };
}
