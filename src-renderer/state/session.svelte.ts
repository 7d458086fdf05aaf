import type { EngineStatus, ImageEntry, ImageId, OpeningId, RefusalId } from '#common/contract/ipc';
import type { StudyId } from '#common/browse/study-summary';
import { toErrorReport } from '#common/errors';
import type { Shape } from '#common/measure/annotation';
import { failureTexts } from '#common/viewer/failure-texts';
import type { Api } from '../api.ts';
import { BrowserState } from './browser.svelte.ts';
import { AnnotationScene } from './annotation-scene.svelte.ts';
import { AnnotationsState, type AnnotatedFilm } from './annotations.svelte.ts';
import { EngineState } from './engine.svelte.ts';
import { FrameStore } from './frame-store.ts';
import { HeatMapState } from './heat-map.svelte.ts';
import { LayoutState } from './layout.svelte.ts';
import { OpeningsState } from './openings.svelte.ts';
import { ReadingState } from './reading.svelte.ts';
import { RecentState } from './recent.svelte.ts';
import { ResultsState, type ResultState } from './results.svelte.ts';
import { StudiesState } from './studies.svelte.ts';
import { StudyListState } from './study-list.svelte.ts';
import { TagBrowserState } from './tag-browser.svelte.ts';
import { ThumbnailsState } from './thumbnails.svelte.ts';
import { ViewportState } from './viewport.svelte.ts';

/** All that the page knows, and how its parts answer one another; built once, by App. */
export class Session {
  readonly list = new StudyListState();
  readonly viewport = new ViewportState();
  readonly heatMap = new HeatMapState();
  readonly openings = new OpeningsState();
  readonly layout = new LayoutState();
  readonly annotations = new AnnotationsState(
    () => this.#annotatedFilm(),
    {
      recall: (imageId) => this.#api.ask('recallCalibration', imageId),
      keep: (imageId, calibration) => this.#api.ask('keepCalibration', { imageId, calibration }),
    },
    (thrown) => this.openings.failed('Calibration', thrown),
  );
  readonly scene = new AnnotationScene(this.annotations, this.viewport, this.layout);
  readonly results: ResultsState;
  readonly engine: EngineState;
  readonly thumbnails: ThumbnailsState;
  readonly tags: TagBrowserState;
  readonly recent: RecentState;
  readonly studies: StudiesState;
  readonly browser: BrowserState;
  readonly reading: ReadingState;
  readonly #frames: FrameStore;
  readonly #api: Api;
  /** Asked for in the browser and not on screen yet; whatever a person selects meanwhile stays. */
  #awaitedStudy: StudyId | null = null;
  /** Provider and model of the last engine that was ready. */
  #judge: string | null = null;

  /** The image whose pixels are on screen: labels, badge, panel and heat map are about this one. */
  readonly shown: ImageEntry | null = $derived.by(() => this.list.entry(this.viewport.paintedId));
  readonly shownResult: ResultState | null = $derived.by(() => this.shown && this.results.of(this.shown));

  constructor(api: Api) {
    this.#api = api;
    this.results = new ResultsState((id) => api.ask('classifyImage', id));
    this.thumbnails = new ThumbnailsState((id) => api.ask('loadThumbnail', id));
    this.tags = new TagBrowserState((id) => api.ask('listElements', id));
    this.recent = new RecentState({
      list: () => api.ask('recentStudies', undefined),
      clear: () => api.ask('clearRecentStudies', undefined),
    });
    this.studies = new StudiesState((studyId, status) => api.ask('setStudyStatus', { studyId, status }));
    this.browser = new BrowserState({
      find: (query) => api.ask('findStudies', query),
      remove: async (studyIds) => {
        await api.ask('removeStudies', studyIds);
        this.studies.forget(studyIds);
        await this.recent.load();
      },
      clear: async () => {
        await api.ask('clearIndex', undefined);
        this.studies.forgetAll();
        await this.recent.load();
      },
      note: (studyId, note) => api.ask('setStudyNote', { studyId, note }),
    });
    this.reading = new ReadingState(this.studies, this.list, this.browser, {
      select: (imageId) => this.select(imageId),
      openStudy: (studyId) => this.openStudy(studyId),
      failed: (thrown) => this.openings.failed('Index of studies', thrown),
    });
    this.engine = this.#createEngine(api);
    this.#frames = new FrameStore((id) => api.ask('loadFrame', id), {
      loaded: (id, frame) => this.viewport.receive(id, frame),
      failed: (id, error) => this.viewport.fail(id, error),
    });
  }

  /** Listens to the main process; returns the function that stops it. */
  start(): () => void {
    const stops = [
      this.#api.on('openingStarted', ({ openingId }) => {
        this.openings.begin(openingId);
        this.list.expect(openingId);
      }),
      this.#api.on('openingProgress', (progress) => this.openings.receive(progress)),
      this.#api.on('imagesFound', ({ openingId, images }) => this.#add(openingId, images)),
      this.#api.on('filesRefused', ({ files }) => this.openings.refuse(files)),
      this.#api.on('filmsIndexed', (indexed) => {
        this.studies.receive(indexed);
        this.#showAwaited();
        this.reading.heed(indexed.index);
        void this.browser.refresh();
      }),
      this.#api.on('studiesChanged', ({ studies }) => {
        this.studies.change(studies);
        this.browser.change(studies);
      }),
      this.#api.on('indexFailed', (error) => this.reading.failed(error)),
      this.#api.on('engineStatus', (status) => this.engine.receive(status)),
    ];
    this.#attempt('Engine', this.engine.start());
    this.#attempt('Recent studies', this.recent.load());
    return () => stops.forEach((stop) => stop());
  }

  select(imageId: ImageId): void {
    this.#awaitedStudy = null;
    this.#show(imageId);
  }

  #show(imageId: ImageId): void {
    if (this.list.selectedId === imageId && this.viewport.content.state === 'shown') return;
    this.list.select(imageId);
    void this.annotations.turnTo(imageId);
    const frame = this.#frames.get(imageId);
    if (frame) this.viewport.replace(imageId, frame);
    else {
      this.viewport.request(imageId);
      void this.#glance(imageId);
    }
    this.#wish();
  }

  open(name: 'openFiles' | 'openFolder' | 'openSample'): void {
    this.#attempt('Opening', this.#api.ask(name, undefined));
  }

  openRecent(recentId: string): void {
    this.#attempt('Recent study', this.#api.ask('openRecent', recentId));
  }

  /** Shows a study of the index: its first film if it is open, else its files are opened. */
  openStudy(studyId: StudyId): void {
    this.browser.hide();
    const imageId = this.studies.firstImageOf(studyId);
    if (imageId !== null) this.select(imageId);
    else {
      this.#awaitedStudy = studyId;
      this.#attempt('Study', this.#api.ask('openStudy', studyId));
    }
  }

  /** The archive in which a study lies may hold others before it. */
  #showAwaited(): void {
    const imageId = this.#awaitedStudy === null ? null : this.studies.firstImageOf(this.#awaitedStudy);
    if (imageId === null) return;
    if (this.studies.of(this.list.selectedId)?.studyId === this.#awaitedStudy) this.#awaitedStudy = null;
    else this.select(imageId);
  }

  openDropped(files: readonly File[]): void {
    if (files.length > 0) this.#attempt('Dropped files', this.#api.openDropped(files));
  }

  /** Tries a password on a locked archive; says what is wrong, or null when what was locked is being opened. */
  async unlock(refusalId: RefusalId, password: string): Promise<string | null> {
    try {
      await this.#api.ask('unlockArchive', { refusalId, password });
    } catch (thrown) {
      return failureTexts[toErrorReport(thrown).code];
    }
    this.openings.unlocked(refusalId);
    return null;
  }

  /** Leaves the film alone on the screen, or brings everything back. */
  toggleFilmAlone(): void {
    this.layout.filmAlone = !this.layout.filmAlone;
    this.#attempt('Full screen', this.#api.ask('setFullScreen', this.layout.filmAlone));
  }

  /** Takes a drawing tool in hand. */
  draw(shape: Shape): void {
    this.annotations.draft = null;
    this.viewport.tool = shape;
  }

  cancel(openingId: OpeningId): void {
    this.#attempt('Opening', this.#api.ask('cancelOpening', openingId));
  }

  /** The film that is annotated: the one whose pixels are on screen. */
  #annotatedFilm(): AnnotatedFilm | null {
    const { content, paintedId } = this.viewport;
    if (content.state !== 'shown' || content.imageId !== paintedId) return null;
    const { imageId, frame } = content;
    return { imageId, frame, modality: this.list.entry(imageId)?.attributes.modality ?? null };
  }

  #add(openingId: OpeningId, images: readonly ImageEntry[]): void {
    const first = this.list.add(openingId, images);
    if (first === null) this.#wish();
    else this.#show(first);
  }

  /** A first look while the film is fetched: never kept, and nobody misses one that fails. */
  async #glance(imageId: ImageId): Promise<void> {
    const preview = await this.#api.ask('loadPreview', imageId).catch(() => null);
    if (preview) this.viewport.receive(imageId, preview);
  }

  /** Asks for the selected image first and then for its neighbours, pixels and results alike. */
  #wish(): void {
    const { selectedId, nearby } = this.list;
    if (selectedId === null) return;
    const ids = [selectedId, ...nearby];
    this.#frames.want(ids);
    this.results.want(ids.map((id) => this.list.entry(id)).filter((entry) => entry !== null));
  }

  #createEngine(api: Api): EngineState {
    return new EngineState(
      {
        status: () => api.ask('engineStatus', undefined),
        card: () => api.ask('modelCard', undefined),
        choice: () => api.ask('providerChoice', undefined),
        choose: (choice) => api.ask('setProvider', choice),
      },
      (before, now) => {
        this.results.setEnabled(now.state === 'ready');
        if (before.state === 'restarting') this.thumbnails.retry();
        if (now.state === 'ready') this.#heed(now);
      },
    );
  }

  /** What another provider or model computed is not shown as this one's; a restart of the same keeps it. */
  #heed({ provider, model }: Extract<EngineStatus, { state: 'ready' }>): void {
    const judge = `${provider} ${model.sha256}`;
    if (this.#judge !== null && this.#judge !== judge) this.results.forget();
    this.#judge = judge;
  }

  #attempt(what: string, attempt: Promise<unknown>): void {
    attempt.catch((thrown: unknown) => this.openings.failed(what, thrown));
  }
}
