import type { EngineEvents } from '#common/contract/engine';
import type { ModelCard } from '#common/model/model-card';
import type { DecodePool } from '../decode/decode-pool.ts';
import { describeFiles } from '../survey/describe-files.ts';
import type { FoundFile } from '../survey/find-files.ts';
import { survey } from '../survey/survey.ts';

export interface SurveyServices {
  readonly pool: Pick<DecodePool, 'examine' | 'readMediumDirectory'>;
  /** Of the model card; empty without one, where no image is in scope. */
  readonly regions: ModelCard['regions'];
}

/** Headers read ahead of the one that is announced next. */
const describedAtATime = 8;

/** The surveys under way, each under the id that its caller chose. */
export class Surveys {
  readonly #underway = new Map<string, AbortController>();
  readonly #listeners = new Set<(payload: EngineEvents['surveyed']) => void>();
  #firstImage: () => void = () => undefined;
  readonly #calm: () => Promise<void>;

  /** @param calm Waited for before every file: what is wanted more goes before. */
  constructor(calm: () => Promise<void> = () => Promise.resolve()) {
    this.#calm = calm;
  }

  /** Called just before a survey announces its first image. */
  onFirstImage(listener: () => void): void {
    this.#firstImage = listener;
  }

  onSurveyed(listener: (payload: EngineEvents['surveyed']) => void): void {
    this.#listeners.add(listener);
  }

  /** Resolves when the last file was looked at, or soon after `cancel`. */
  async run(
    surveyId: string,
    files: AsyncIterable<FoundFile>,
    services: () => Promise<SurveyServices>,
  ): Promise<void> {
    const controller = new AbortController();
    this.#underway.set(surveyId, controller);
    try {
      const { signal } = controller;
      const { pool, regions } = await services();
      let isFirst = true;
      const examined = describeFiles(this.#paced(files), pool, {
        ...{ limit: describedAtATime, signal },
        withObjects: true,
      });
      await survey(untilAborted(examined, signal), regions, (batch) => {
        if (isFirst && batch.images.length > 0) {
          isFirst = false;
          this.#firstImage();
        }
        for (const listener of this.#listeners) listener({ surveyId, ...batch });
      });
    } finally {
      this.#underway.delete(surveyId);
    }
  }

  async *#paced(files: AsyncIterable<FoundFile>): AsyncGenerator<FoundFile> {
    for await (const file of files) {
      await this.#calm();
      yield file;
    }
  }

  cancel(surveyId: string): void {
    this.#underway.get(surveyId)?.abort();
  }

  cancelAll(): void {
    for (const controller of this.#underway.values()) controller.abort();
  }
}

async function* untilAborted<T>(items: AsyncIterable<T>, signal: AbortSignal): AsyncGenerator<T> {
  for await (const item of items) {
    if (signal.aborted) return;
    yield item;
  }
}
