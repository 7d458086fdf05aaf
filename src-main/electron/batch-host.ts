import { createHash, randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import type { BatchFilmId, WorklistFilm } from '#common/batch/worklist';
import { noBatch, type BatchOrder, type BatchState } from '#common/contract/batch';
import { sourceText, type FilmSource } from '#common/contract/film-source';
import { AppError } from '#common/errors';
import type { Label } from '#common/model/result';
import { findingOf, labelOf } from '#common/viewer/finding';
import type { BatchRequest } from '#node/batch/conduct-batch';
import type { JudgedFilm } from '#node/batch/journal-records';
import type { BatchCommand, BatchMessage } from './batch-messages.ts';
import { displayNameOf } from './display-name.ts';
import type { KeptWorklist, RecalledFilm } from './kept-worklist.ts';

/** A started batch process, as far as its host is concerned. */
export interface BatchProcess {
  post(command: BatchCommand): void;
  onMessage(listener: (message: BatchMessage) => void): void;
  onExit(listener: () => void): void;
  kill(): void;
}

/** What a person chose; the rest is the installation's. */
export type ChosenBatch = Pick<BatchRequest, 'kind' | 'start' | 'paths' | 'out' | 'filter'>;

/** What the agreement log is to know of a film with a score. */
export interface FilmJudgement {
  /** Study Instance UID, or what stands for it. */
  readonly study: string;
  /** SOP Instance UID, or what stands for it. */
  readonly film: string;
  readonly probability: number;
  /** Null where the model may only rank. */
  readonly label: Label | null;
  readonly modelSha256: string;
  readonly bodyPart: string | null;
  readonly manufacturer: string | null;
}

export interface BatchHostOptions {
  fork(): BatchProcess;
  complete(chosen: ChosenBatch): BatchRequest;
  readonly kept: KeptWorklist;
  onState(state: BatchState): void;
  /** Films of the batch under way, or of the last one; `isFirst` begins a new worklist. */
  onFilms(films: readonly WorklistFilm[], isFirst: boolean): void;
}

const underWay: readonly BatchState['phase'][] = ['starting', 'running', 'paused', 'diskFull'];

/** The one batch of the window, in a process of its own; knows where its films lie, which the page does not. */
export class BatchHost {
  readonly #options: BatchHostOptions;
  readonly #sources = new Map<BatchFilmId, FilmSource>();
  readonly #judgements = new Map<BatchFilmId, FilmJudgement>();
  readonly #ids = new Map<string, BatchFilmId>();
  /** Told as they were judged: what the index had of them before is out of date. */
  readonly #judged = new Set<BatchFilmId>();
  #state: BatchState = noBatch;
  #process: BatchProcess | null = null;
  #last: ChosenBatch | null = null;

  constructor(options: BatchHostOptions) {
    this.#options = options;
  }

  get state(): BatchState {
    return this.#state;
  }

  get isUnderWay(): boolean {
    return underWay.includes(this.#state.phase);
  }

  /** @throws AppError scan-underway */
  begin(chosen: ChosenBatch): void {
    if (this.isUnderWay) throw new AppError('scan-underway', 'Another scan is under way in this window.');
    this.#last = chosen;
    this.#sources.clear();
    this.#judgements.clear();
    this.#ids.clear();
    this.#options.kept.begin(chosen.out);
    void this.reopen().catch(() => undefined);
    const { kind, paths, out } = chosen;
    const folder = paths.map((path) => basename(path)).join(', ');
    this.#tell({ ...noBatch, phase: 'starting', kind, folder, report: basename(out) });
    const process = this.#options.fork();
    this.#process = process;
    process.onMessage((message) => this.#receive(message));
    process.onExit(() => this.#leave(process));
    process.post({ kind: 'begin', request: this.#options.complete(chosen) });
  }

  /** @throws AppError invalid-request where there is no batch to begin again, scan-underway */
  order(order: BatchOrder): void {
    if (order === 'resume' || order === 'restart') {
      if (this.#last === null) throw new AppError('invalid-request', 'No scan was begun in this window.');
      return this.begin({ ...this.#last, start: order });
    }
    this.#process?.post({ kind: order });
  }

  /**
   * Tells all films again that the index has of the last batch, which may still be under way.
   *
   * @returns whether there are any
   * @throws AppError of the index
   */
  async reopen(): Promise<boolean> {
    const { kept, onFilms } = this.#options;
    this.#judged.clear();
    onFilms([], true);
    let any = false;
    for await (const recalled of kept.recall()) {
      const films = recalled
        .map((film) => this.#toWorklist(film))
        .filter(({ filmId }) => !this.#judged.has(filmId));
      any ||= films.length > 0;
      if (films.length > 0) onFilms(films, false);
    }
    return any;
  }

  /** @throws AppError unknown-image */
  pathOf(filmId: BatchFilmId): string {
    const source = this.#sources.get(filmId);
    if (source === undefined) throw new AppError('unknown-image', 'This film is of an earlier scan.');
    return source.path;
  }

  /** @throws AppError unknown-image, also where it has no score */
  judgementOf(filmId: BatchFilmId): FilmJudgement {
    const judgement = this.#judgements.get(filmId);
    if (judgement === undefined) throw new AppError('unknown-image', 'No film of the scan has this score.');
    return judgement;
  }

  close(): void {
    this.#process?.kill();
  }

  #receive(message: BatchMessage): void {
    if (message.kind === 'films') this.#tellJudged(message.films);
    else if (message.kind === 'progress')
      this.#tell({ ...this.#state, phase: message.progress.state, progress: message.progress });
    else if (message.kind === 'report') return;
    else if (message.kind === 'diskFull') this.#tell({ ...this.#state, phase: 'diskFull' });
    else this.#end(message.error);
  }

  #tellJudged(films: readonly JudgedFilm[]): void {
    const told = films.map((film) => this.#toWorklist({ film, isOlder: false }));
    for (const { filmId } of told) this.#judged.add(filmId);
    this.#options.onFilms(told, false);
    this.#options.kept.add(films);
  }

  #end(error: BatchState['error']): void {
    const process = this.#process;
    this.#process = null;
    process?.kill();
    const phase = error === null ? 'finished' : error.code === 'cancelled' ? 'stopped' : 'failed';
    this.#tell({ ...this.#state, phase, error: phase === 'failed' ? error : null });
  }

  /** It died: what it judged stands in the journal. */
  #leave(process: BatchProcess): void {
    if (process === this.#process)
      this.#end({ code: 'engine-stopped', message: 'The process of the scan ended by itself.' });
  }

  #tell(state: BatchState): void {
    this.#state = state;
    this.#options.onState(state);
  }

  #toWorklist({ film: { source, attributes, frames }, isOlder }: RecalledFilm): WorklistFilm {
    const key = keyOf(source);
    const filmId = this.#ids.get(key) ?? randomUUID();
    this.#ids.set(key, filmId);
    this.#sources.set(filmId, source);
    const judgement = judgementOf(key, attributes, frames);
    if (judgement !== null) this.#judgements.set(filmId, judgement);
    return {
      filmId,
      studyKey: attributes?.studyInstanceUid ?? key,
      displayName: displayNameOf(source),
      patientId: attributes?.patientId ?? null,
      studyDate: attributes?.studyDate ?? null,
      bodyPart: attributes?.bodyPartExamined ?? null,
      laterality: attributes?.imageLaterality ?? null,
      view: attributes?.viewPosition ?? null,
      isOlder,
      outcome: outcomeOf(frames),
    };
  }
}

/** Says nothing of where the film lies, and is the same in every run. */
function keyOf(source: FilmSource): string {
  return createHash('sha256').update(sourceText(source)).digest('hex');
}

function judgementOf(
  key: string,
  attributes: JudgedFilm['attributes'],
  [first]: JudgedFilm['frames'],
): FilmJudgement | null {
  if (first?.outcome.kind !== 'result' || !('prediction' in first.outcome.result)) return null;
  const { prediction, stamp } = first.outcome.result;
  return {
    study: attributes?.studyInstanceUid ?? key,
    film: attributes?.sopInstanceUid ?? key,
    probability: prediction.probability,
    label: labelOf(prediction),
    modelSha256: stamp.model.sha256,
    bodyPart: attributes?.bodyPartExamined ?? null,
    manufacturer: attributes?.manufacturer ?? null,
  };
}

/** Of several frames, none of which has a score, the first speaks for all. */
function outcomeOf([first]: JudgedFilm['frames']): WorklistFilm['outcome'] {
  if (first === undefined)
    return { kind: 'failed', error: { code: 'no-pixel-data', message: 'The file holds no frame.' } };
  const { outcome } = first;
  if (outcome.kind === 'failure') return { kind: 'failed', error: outcome.error };
  const { result } = outcome;
  if (!('prediction' in result)) return { kind: 'outOfScope', reason: result.scope.reason };
  return { kind: 'scored', probability: result.prediction.probability, finding: findingOf(result) };
}
