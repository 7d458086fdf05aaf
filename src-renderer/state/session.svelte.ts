import { SvelteSet } from 'svelte/reactivity';
import type { EngineStatus, ImageEntry, ImageId, OpeningId, RefusalId } from '#common/contract/ipc';
import type { StudyId, StudySummary } from '#common/browse/study-summary';
import { toErrorReport } from '#common/errors';
import type { Shape } from '#common/measure/annotation';
import { failureTexts } from '#common/viewer/failure-texts';
import type { PaneLayout } from '#common/viewer/pane-layouts';
import type { Phrase } from '#common/words/say';
import type { Api } from '../api.ts';
import { copyFilm, type CopyContent } from '../copy-film.ts';
import { BatchStatusState } from './batch-status.svelte.ts';
import { BrowserState } from './browser.svelte.ts';
import type { AnnotationScene } from './annotation-scene.svelte.ts';
import { AgreementState } from './agreement.svelte.ts';
import { AnnotationsState } from './annotations.svelte.ts';
import { ClosingGuard } from './closing.ts';
import { DisplayState } from './display.svelte.ts';
import type { FilmSubjects } from '../picture/film-subjects.ts';
import { EngineState } from './engine.svelte.ts';
import { DicomNetworkState } from './dicom-network.svelte.ts';
import { DicomExportState } from './dicom-export.svelte.ts';
import type { ExportState } from './exporting.svelte.ts';
import { leavingFilms } from './leaving-films.ts';
import { FilmPlacement } from './film-placement.svelte.ts';
import type { HangingState } from './hanging.svelte.ts';
import { HeatMapState } from './heat-map.svelte.ts';
import { IndexProtectionState } from './index-protection.svelte.ts';
import { KeptMarks } from './kept-marks.svelte.ts';
import { KeysInForce } from './keys-in-force.svelte.ts';
import { LayoutState } from './layout.svelte.ts';
import { MarkedFilms } from './marked-films.svelte.ts';
import { OpeningsState } from './openings.svelte.ts';
import { Pane } from './pane.svelte.ts';
import type { PanesState } from './panes.svelte.ts';
import { PreferencesState } from './preferences.svelte.ts';
import { ReadingState } from './reading.svelte.ts';
import type { PrintState } from './printing.svelte.ts';
import { PriorsState } from './priors.svelte.ts';
import { RecentState } from './recent.svelte.ts';
import { ResultsState, type ResultState } from './results.svelte.ts';
import { SecondWindowState } from './second-window.svelte.ts';
import { ScanFormState } from './scan-form.svelte.ts';
import { FoundObjectsState } from './found-objects.svelte.ts';
import { SavingObjects } from './saving-objects.svelte.ts';
import { SettingsPaneState } from './settings-pane.svelte.ts';
import { StudiesState } from './studies.svelte.ts';
import { StudyListState } from './study-list.svelte.ts';
import { StudyNotes } from './study-notes.svelte.ts';
import { TagBrowserState } from './tag-browser.svelte.ts';
import { ThumbnailsState } from './thumbnails.svelte.ts';
import { ViewingHabits } from './viewing-habits.svelte.ts';
import type { ViewportState } from './viewport.svelte.ts';
import { WorklistState } from './worklist.svelte.ts';
import { say } from '../words.svelte.ts';

/** A disk has room again, or a lock is gone, without anybody telling the page. */
const retryMilliseconds = 15_000;
/** So long a film has to stay selected before that is noted. */
const restMilliseconds = 200;

const copyWords: Readonly<Record<CopyContent, Phrase>> = {
  plain: 'Copied: the film alone',
  annotated: 'Copied: the film with what was drawn on it, without the patient’s name',
  everything: 'Copied: the film with every text on it, the patient’s name too',
};

/** All that the page knows, and how its parts answer one another; built once, by App. */
export class Session {
  readonly preferences: PreferencesState;
  readonly settings = new SettingsPaneState();
  readonly keys = new KeysInForce(() => this.preferences.current.keyboard);
  readonly list = new StudyListState();
  readonly heatMap = new HeatMapState(() => this.preferences.current.secondReader.heatMapOpacity);
  readonly openings = new OpeningsState();
  readonly layout = new LayoutState(() => this.preferences.current.display);
  readonly #habits = new ViewingHabits(() => this.preferences.current);
  readonly keptMarks = new KeptMarks({
    recall: (imageId) => this.#api.ask('recallMarks', imageId),
    keep: (imageId, change) => this.#api.ask('keepMarks', { imageId, change }),
  });
  readonly notes = new StudyNotes((studyId, note, before) => this.#keepNote(studyId, note, before));
  readonly agreement: AgreementState;
  readonly #closing = new ClosingGuard(
    {
      count: () => this.keptMarks.unkept + this.notes.unkept + this.agreement.waiting.length,
      settled: async () => {
        this.keptMarks.retry();
        await Promise.all([this.keptMarks.settled(), this.notes.settled(), this.agreement.retry()]);
      },
    },
    (unsaved) => this.#api.ask('closeWindow', unsaved),
  );
  readonly markedFilms = new MarkedFilms(this.keptMarks);
  readonly placement: FilmPlacement;
  readonly secondWindow: SecondWindowState;
  readonly panes: PanesState;
  readonly hanging: HangingState;
  readonly results: ResultsState;
  readonly protection: IndexProtectionState;
  readonly display: DisplayState;
  readonly engine: EngineState;
  readonly subjects: FilmSubjects;
  readonly exporting: ExportState;
  readonly printing: PrintState;
  readonly thumbnails: ThumbnailsState;
  readonly network = new DicomNetworkState({
    state: () => this.#api.ask('dicomNetwork', undefined),
    test: (node) => this.#api.ask('testNode', node),
    setListening: (on) => this.#api.ask('setListening', on),
    stopSending: () => this.#api.ask('stopSending', undefined),
    openReceived: () => this.#api.ask('openReceived', undefined),
  });
  readonly saving = new SavingObjects(
    () => this.panes.active,
    (imageId, node, form, wanted, keyImageIds) =>
      this.#api.ask('saveObjects', { imageId, node, form, wanted, keyImageIds: [...keyImageIds] }),
    () => this.subjects.filmsOf('keyImages'),
  );
  readonly dicomExport = new DicomExportState({
    filmsOf: (scope) => this.subjects.filmsOf(scope),
    annotations: () => this.annotations.annotations,
    exportDicom: (request) => this.#api.ask('exportDicom', request),
  });
  readonly foundObjects = new FoundObjectsState();
  readonly tags: TagBrowserState;
  readonly recent: RecentState;
  readonly studies: StudiesState;
  readonly browser: BrowserState;
  readonly reading: ReadingState;
  readonly batch: BatchStatusState;
  readonly worklist: WorklistState;
  readonly scanForm: ScanFormState;
  readonly priors: PriorsState;
  /** Openings that nobody asked for. */
  readonly #quiet = new SvelteSet<OpeningId>();
  readonly #api: Api;
  #noting: ReturnType<typeof setTimeout> | undefined;
  /** Provider and model of the last engine that was ready. */
  #judge: string | null = null;

  constructor(api: Api) {
    this.#api = api;
    this.preferences = new PreferencesState({
      read: () => api.ask('preferences', undefined),
      write: (preferences) => api.ask('setPreferences', preferences),
      exportFile: () => api.ask('exportPreferences', undefined),
      readFile: () => api.ask('readPreferences', undefined),
    });
    this.protection = new IndexProtectionState({
      read: () => api.ask('indexProtection', undefined),
      protect: (wanted) => api.ask('protectIndex', wanted),
    });
    this.display = new DisplayState({
      current: () => api.ask('display', undefined),
      calibrate: (displayId, millimetresPerPixel) =>
        api.ask('calibrateDisplay', { displayId, millimetresPerPixel }),
    });
    this.results = new ResultsState(
      (id) => api.ask('classifyImage', id),
      (image) => this.worklist.withholds(image),
    );
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
    });
    this.placement = this.#createPlacement(api);
    this.secondWindow = new SecondWindowState(this.placement, {
      setFullScreen: (fullScreen) => this.#attempt('Full screen', api.ask('setSecondFullScreen', fullScreen)),
    });
    this.panes = this.placement.panes;
    this.hanging = this.placement.hanging;
    this.reading = new ReadingState(this.studies, this.list, this.browser, {
      select: (imageId) => this.turnTo(imageId),
      openStudy: (studyId) => this.openStudy(studyId),
      current: () => this.hanging.currentId,
      isToBeRead: (imageId) => !this.priors.isBroughtIn(imageId),
      failed: (thrown) => this.openings.failed(say('Index of studies'), thrown),
    });
    this.batch = new BatchStatusState((order) => api.ask('orderBatch', order));
    this.scanForm = new ScanFormState(async (kind, filter) => {
      await api
        .ask(kind === 'scan' ? 'scanFolder' : 'watchFolder', filter)
        .catch((thrown: unknown) => this.batch.refuse(toErrorReport(thrown)));
    });
    this.agreement = new AgreementState({
      readers: () => api.ask('readers', undefined),
      nameReader: (name) => api.ask('nameReader', name),
      record: (said) => api.ask('recordVerdict', said),
      report: (filter) => api.ask('agreement', filter),
      exportCsv: (withNames) => api.ask('exportAgreement', { withNames }),
      openStudy: (study) => api.ask('openJudgedStudy', study),
    });
    this.worklist = new WorklistState({
      log: this.agreement,
      modelIsPositive: (probability) => {
        const threshold = this.engine.card?.operatingPoints.sensitive.threshold;
        return threshold === undefined ? null : probability >= threshold;
      },
      open: (filmId) => api.ask('openBatchFilm', filmId),
      show: (imageId, { outcome }) => {
        this.select(imageId);
        if (outcome.kind === 'scored' && outcome.finding !== 'notFlagged') this.heatMap.showAnyway(imageId);
      },
      onScreen: () => this.shown,
      isReadFirst: () => this.preferences.current.secondReader.readFirst,
      setReadFirst: (readFirst) => this.preferences.change('secondReader', { readFirst }),
      keep: (triage) => api.ask('keepTriage', triage),
      recall: () => api.ask('recallTriage', undefined),
      reopen: () => api.ask('lastWorklist', undefined),
      writeReport: (withIdentity) => api.ask('writeScanReport', { withIdentity }),
      failed: (thrown) => this.openings.failed(say('Worklist'), thrown),
    });
    this.priors = new PriorsState(
      {
        find: (studyId) => api.ask('relatedStudies', studyId),
        open: (studyId) => api.ask('openPrior', studyId),
      },
      this.list,
      this.studies,
    );
    this.#habits.onChange = (leader, change, before) => this.panes.lead(leader, change, before);
    this.engine = this.#createEngine(api);
    const { list, panes, markedFilms, results, heatMap, engine, layout } = this;
    const leaving = leavingFilms(api, {
      ...{ list, panes, markedFilms, results, heatMap, engine, layout },
      views: this.#habits.views,
      preferences: () => this.preferences.current,
    });
    this.subjects = leaving.subjects;
    this.exporting = leaving.exporting;
    this.printing = leaving.printing;
  }

  // Of the active pane.

  get viewport(): ViewportState {
    return this.panes.active.viewport;
  }

  get annotations(): AnnotationsState {
    return this.panes.active.annotations;
  }

  get scene(): AnnotationScene {
    return this.panes.active.scene;
  }

  get shown(): ImageEntry | null {
    return this.panes.active.shown;
  }

  get shownResult(): ResultState | null {
    return this.panes.active.shownResult;
  }

  /** Listens to the main process; returns the function that stops it. */
  start(): () => void {
    const stops = [
      this.#api.on('openingStarted', ({ openingId, quiet }) => {
        if (quiet) return void this.#quiet.add(openingId);
        this.openings.begin(openingId);
        this.list.expect(openingId);
      }),
      this.#api.on('openingProgress', (progress) => {
        if (!this.#quiet.has(progress.openingId)) this.openings.receive(progress);
      }),
      this.#api.on('imagesFound', ({ openingId, images }) => this.#add(openingId, images)),
      this.#api.on('filesRefused', ({ openingId, files }) => {
        this.openings.refuse(files);
        this.worklist.refuse(openingId, files);
      }),
      this.#api.on('objectsFound', ({ objects }) => this.foundObjects.receive(objects)),
      this.#api.on('filmsIndexed', (indexed) => {
        this.studies.receive(indexed);
        void this.markedFilms.placed(indexed.films);
        this.keptMarks.retry(indexed.films.map(({ imageId }) => imageId));
        this.placement.heedIndex();
        this.reading.heed(indexed.index);
        void this.browser.refresh();
      }),
      this.#api.on('studiesChanged', ({ studies }) => {
        this.browser.change(this.studies.heed(studies));
      }),
      this.#api.on('networkChanged', (news) => this.network.receive(news)),
      this.#api.on('batchChanged', (state) => this.batch.receive(state)),
      this.#api.on('batchRefused', (error) => this.batch.refuse(error)),
      this.#api.on('worklistGrew', ({ films, isFirst }) => this.worklist.receive(films, isFirst)),
      this.#api.on('scanWanted', (kind) => this.scanForm.show(kind)),
      this.#api.on('worklistWanted', () => this.worklist.show()),
      this.#api.on('imagesFound', ({ openingId, images }) => this.worklist.heed(openingId, images)),
      this.#api.on('indexFailed', (error) => this.reading.failed(error)),
      this.#api.on('preferencesChanged', (preferences) => this.preferences.receive(preferences)),
      this.#api.on('settingsWanted', () => this.settings.show()),
      this.#api.on('exportWanted', () => this.exporting.show()),
      this.#api.on('agreementWanted', () => this.agreement.show()),
      this.#api.on('saveObjectsWanted', () => this.showSaving()),
      this.#api.on('dicomExportWanted', () => this.dicomExport.show()),
      this.#api.on('printWanted', () => this.printing.show()),
      this.#api.on('displayChanged', (display) => (this.display.current = display)),
      this.#api.on('secondDisplayChanged', (display) => (this.display.second = display)),
      this.#api.on('secondWindowWanted', () => this.secondWindow.toggle()),
      this.#api.on(
        'secondWindowMoved',
        () =>
          (this.secondWindow.notice =
            'The monitor of the second window is gone: the window lies on this one now.'),
      ),
      this.#api.on('fullScreenLeft', () => (this.layout.filmAlone = false)),
      this.#api.on('engineStatus', (status) => this.engine.receive(status)),
    ];
    this.#attempt('Settings', this.preferences.start());
    this.#attempt('Engine', this.engine.start());
    this.#attempt('Agreement', this.agreement.start());
    this.#attempt('Monitor', this.display.load());
    this.#attempt('Recent studies', this.recent.load());
    this.#attempt('Windows', this.#takeUp());
    const retrying = setInterval(() => {
      this.keptMarks.retry();
      this.notes.retry();
      void this.agreement.retry();
    }, retryMilliseconds);
    return () => {
      clearInterval(retrying);
      clearTimeout(this.#noting);
      stops.forEach((stop) => stop());
    };
  }

  // Where films lie.

  select(imageId: ImageId): void {
    this.placement.select(imageId);
  }

  turnTo(imageId: ImageId): void {
    this.placement.turnTo(imageId);
  }

  place(pane: Pane, imageId: ImageId): void {
    this.placement.place(pane, imageId);
  }

  activate(pane: Pane): void {
    this.placement.activate(pane);
  }

  arrange(layout: PaneLayout): void {
    this.placement.arrange(layout);
  }

  compare(studyId: StudyId): Promise<void> {
    return this.placement.compare(studyId);
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
    if (imageId !== null) this.turnTo(imageId);
    else {
      this.placement.await(studyId);
      this.#attempt('Study', this.#api.ask('openStudy', studyId));
    }
  }

  openDropped(files: readonly File[]): void {
    if (files.length > 0) this.#attempt('Dropped files', this.#api.openDropped(files));
  }

  /** Tries a password on a locked archive; says what is wrong, or null when what was locked is being opened. */
  async unlock(refusalId: RefusalId, password: string): Promise<string | null> {
    try {
      await this.#api.ask('unlockArchive', { refusalId, password });
    } catch (thrown) {
      return say(failureTexts[toErrorReport(thrown).code]);
    }
    this.openings.unlocked(refusalId);
    return null;
  }

  /** Millimetres to a device pixel of the monitor that shows the pane; null until a person measured them. */
  millimetresPerPixelOf(pane: Pane): number | null {
    const { current, second } = this.display;
    const shows = this.panes.screenOf(pane) === this.panes.second ? second : current;
    return shows?.millimetresPerPixel ?? null;
  }

  /** Goes on as the windows were left, or were before the page crashed. */
  async #takeUp(): Promise<void> {
    const { secondWindow, filmAlone, crashed, selected } = await this.#api.ask('windowState', undefined);
    if (filmAlone && !this.layout.filmAlone) this.toggleFilmAlone();
    if (secondWindow) this.secondWindow.show();
    if (!crashed) return;
    this.secondWindow.notice =
      'The page crashed and came back: what was open is opened again. Marks not kept yet are lost.';
    if (selected !== null) this.placement.awaitImage(selected);
  }

  /** Leaves the film alone on the screen, or brings everything back. */
  toggleFilmAlone(): void {
    this.layout.filmAlone = !this.layout.filmAlone;
    this.#attempt('Full screen', this.#api.ask('setFullScreen', this.layout.filmAlone));
  }

  /** Keeps what a person measured on the monitor. */
  async calibrateDisplay(millimetresPerPixel: number | null): Promise<void> {
    await this.display
      .calibrate(millimetresPerPixel)
      .catch((thrown: unknown) => this.openings.failed(say('Monitor'), thrown));
  }

  /** Puts the film of the active pane on the clipboard as it is on the screen, and says so. */
  async copyFilm(content: CopyContent): Promise<void> {
    const { viewport } = this;
    if (this.shown === null) return;
    try {
      await copyFilm(content, (area) => this.#api.ask('copyArea', area));
      viewport.note(say(copyWords[content]));
    } catch (thrown) {
      this.openings.failed(say('Copy'), thrown);
    }
  }

  /** Rejects, having said so, where the index could not keep it. */
  async #keepNote(studyId: StudyId, note: string, before: string): Promise<StudySummary> {
    try {
      const study = await this.#api.ask('setStudyNote', { studyId, note, before });
      this.studies.change([study]);
      this.browser.change([study]);
      return study;
    } catch (thrown) {
      this.openings.failed(say('Note'), thrown);
      throw thrown;
    }
  }

  /** Whether the window may close now; if not, it does so by itself once what was made in it is saved. */
  mayClose(): boolean {
    // A note is written down when its field is left.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    return this.#closing.mayClose();
  }

  /** What of the film on screen is saved as DICOM objects, in the panel of its result. */
  showSaving(): void {
    this.layout.resultPanel = true;
    this.saving.open = true;
  }

  /** Takes a drawing tool in hand. */
  draw(shape: Shape): void {
    this.annotations.draft = null;
    this.layout.annotations = true;
    this.viewport.tool = shape;
  }

  cancel(openingId: OpeningId): void {
    this.#attempt('Opening', this.#api.ask('cancelOpening', openingId));
  }

  #createPane(): Pane {
    return new Pane({
      habits: this.#habits,
      layout: this.layout,
      entry: (imageId) => this.list.entry(imageId),
      resultOf: (image) => this.results.of(image),
      annotate: (film) => new AnnotationsState(film, this.markedFilms),
    });
  }

  #add(openingId: OpeningId, images: readonly ImageEntry[]): void {
    const unasked = this.#quiet.has(openingId);
    if (unasked) this.priors.bringIn(images);
    this.placement.add(openingId, images, unasked);
  }

  #createPlacement(api: Api): FilmPlacement {
    return new FilmPlacement({
      api,
      list: this.list,
      studies: this.studies,
      rules: () => this.preferences.current.hanging.rules,
      createPane: () => this.#createPane(),
      following: () => this.reading.following(),
      attend: (imageId) => void this.priors.attend(imageId),
      openPrior: (studyId) => this.priors.open(studyId),
      wanted: (images) => this.results.want(images),
      selected: (imageId) => this.#noteSelection(imageId),
    });
  }

  /** For the page that follows this one, should it crash; not for every film that is paged past. */
  #noteSelection(imageId: ImageId): void {
    clearTimeout(this.#noting);
    this.#noting = setTimeout(
      () => void this.#api.ask('keepSelection', imageId).catch(() => undefined),
      restMilliseconds,
    );
  }

  #createEngine(api: Api): EngineState {
    return new EngineState(
      {
        status: () => api.ask('engineStatus', undefined),
        card: () => api.ask('modelCard', undefined),
        choice: () => api.ask('providerChoice', undefined),
        choose: (choice) => api.ask('setProvider', choice),
        locked: () => this.preferences.isLocked('provider'),
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

  #attempt(what: Phrase, attempt: Promise<unknown>): void {
    attempt.catch((thrown: unknown) => this.openings.failed(say(what), thrown));
  }
}
