import type { ImageEntry, ImageId } from '#common/contract/ipc';
import { AppError } from '#common/errors';
import type { DecodedFrame } from '#common/imaging/decoded-frame';
import type { ImageResult } from '#common/model/result';
import type { Preferences } from '#common/preferences/preferences';
import { hasPrediction, labelOf } from '#common/viewer/finding';
import type { Phrase } from '#common/words/say';
import type { EngineState } from '../state/engine.svelte.ts';
import type { HeatMapState } from '../state/heat-map.svelte.ts';
import type { LayoutState } from '../state/layout.svelte.ts';
import type { MarkedFilms } from '../state/marked-films.svelte.ts';
import type { PanesState } from '../state/panes.svelte.ts';
import { readyFilm } from '../state/ready-films.ts';
import type { ResultsState } from '../state/results.svelte.ts';
import type { StudyListState } from '../state/study-list.svelte.ts';
import { untouchedView, type ViewMemory } from '../state/view.ts';
import type { FilmSubject } from './film-subject.ts';

/** Which films are meant, seen from the active pane. */
export const filmScopes = ['film', 'screen', 'series', 'study', 'keyImages'] as const;
export type FilmScope = (typeof filmScopes)[number];

export const scopeWords: Readonly<Record<FilmScope, Phrase>> = {
  film: 'This film',
  screen: 'Films on screen',
  series: 'Its series',
  study: 'Its study',
  keyImages: 'Key images of the study',
};

/** What the window knows of its films. */
export interface SubjectSources {
  readonly list: StudyListState;
  readonly panes: PanesState;
  readonly views: ViewMemory;
  readonly markedFilms: MarkedFilms;
  readonly results: ResultsState;
  readonly heatMap: HeatMapState;
  readonly engine: EngineState;
  readonly layout: LayoutState;
  preferences(): Preferences;
  loadFrame(imageId: ImageId): Promise<DecodedFrame>;
  classify(imageId: ImageId): Promise<ImageResult>;
}

/** Gathers a film with its view, its marks and its result, whether or not it is on screen. */
export class FilmSubjects {
  readonly #sources: SubjectSources;

  constructor(sources: SubjectSources) {
    this.#sources = sources;
  }

  /** In list order; the films on screen in that of their panes. */
  filmsOf(scope: FilmScope): readonly ImageId[] {
    const { panes, list, markedFilms } = this.#sources;
    const { shown } = panes.active;
    if (scope === 'screen') {
      const ids = panes.all.flatMap((pane) => (pane.shown ? [pane.shown.imageId] : []));
      return [...new Set(ids)];
    }
    if (shown === null) return [];
    const study = list.studyOf(shown.imageId);
    if (scope === 'film') return [shown.imageId];
    if (scope === 'study') return study;
    if (scope === 'keyImages') return study.filter((imageId) => markedFilms.isKeyImage(imageId));
    const { seriesInstanceUid } = shown.attributes;
    return study.filter((id) => list.entry(id)?.attributes.seriesInstanceUid === seriesInstanceUid);
  }

  entry(imageId: ImageId): ImageEntry {
    const entry = this.#sources.list.entry(imageId);
    if (entry === null) throw new AppError('unknown-image', 'The image is no longer open.');
    return entry;
  }

  /**
   * @param secondReader whether the second reader is to be asked; what is withheld from the screen is from here too
   * @throws AppError of loading the film
   */
  async subjectOf(imageId: ImageId, secondReader: boolean): Promise<FilmSubject> {
    const { views, markedFilms, heatMap, engine, layout, preferences } = this.#sources;
    const entry = this.entry(imageId);
    const [frame] = await Promise.all([this.#frame(imageId), markedFilms.recall(imageId)]);
    const result = secondReader ? await this.#result(entry) : null;
    const isMapShown =
      result !== null && hasPrediction(result) && !heatMap.isWithheld(imageId, labelOf(result.prediction));
    const { status } = engine;
    return {
      entry,
      ...readyFilm(frame),
      view: views.recall(imageId) ?? untouchedView,
      marks: markedFilms.of(imageId).present,
      result,
      attention: isMapShown ? (engine.card?.attention ?? null) : null,
      heatMapOpacity: heatMap.opacity,
      model: status.state === 'ready' ? `${status.model.name} ${status.model.version}` : null,
      corners: preferences().corners,
      overlays: layout.fileOverlays,
      shutter: layout.shutter,
    };
  }

  async #frame(imageId: ImageId): Promise<DecodedFrame> {
    const content = this.#sources.panes.holding(imageId)?.viewport.content;
    const isWhole = content?.state === 'shown' && content.frame.reduction === 1;
    return isWhole ? content.frame : this.#sources.loadFrame(imageId);
  }

  async #result(entry: ImageEntry): Promise<ImageResult | null> {
    const known = this.#sources.results.of(entry);
    if (known.state === 'result') return known.result;
    if (known.state !== 'pending' || !this.#sources.engine.ready) return null;
    return this.#sources.classify(entry.imageId).catch(() => null);
  }
}
