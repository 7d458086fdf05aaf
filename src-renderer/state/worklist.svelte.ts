import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import type { CountedFilm } from '#common/batch/summary';
import {
  filteredWorklist,
  isWithoutScore,
  outcomeOf,
  wholeWorklist,
  worklistChoices,
  type WorklistFilter,
} from '#common/batch/worklist-filter';
import {
  studyKeysOf,
  withFilms,
  worklistOf,
  type BatchFilmId,
  type TriageVerdict,
  type WorklistFilm,
  type WorklistStudy,
} from '#common/batch/worklist';
import { readerCall, type ReaderVerdict } from '#common/agreement/entry';
import type { RecordedVerdict } from '#common/contract/agreement';
import type { Triage } from '#common/contract/batch';
import type { ImageEntry, ImageId, OpeningId, RefusedFile } from '#common/contract/ipc';
import type { ErrorReport } from '#common/errors';
import { ScanReportState } from './scan-report.svelte.ts';
import type { Withheld } from './results.svelte.ts';

/** Where verdicts are recorded, under the name of whoever reads. */
export interface VerdictLog {
  /** Does something once it is known who reads. */
  withReader(act: () => void): void;
  record(said: RecordedVerdict): void;
  /** Whether the verdict of this id is still on its way. */
  isWaiting(id: string | undefined): boolean;
}

export interface WorklistCalls {
  readonly log: VerdictLog;
  /** Whether a score reaches the model's sensitive operating point; null while that is not known. */
  modelIsPositive(probability: number): boolean | null;
  open(filmId: BatchFilmId): Promise<OpeningId>;
  /** Brings a film on screen, with its heat map where `film` is one that stands out. */
  show(imageId: ImageId, film: WorklistFilm): void;
  /** The image whose pixels are on screen in the active pane. */
  onScreen(): ImageEntry | null;
  keep(triage: Triage): Promise<void>;
  recall(): Promise<readonly Triage[]>;
  /** Has the films of the last scan come again, if any are kept. */
  reopen(): Promise<unknown>;
  /** Null where the person closed the dialog. */
  writeReport(withIdentity: boolean): Promise<string | null>;
  failed(thrown: unknown): void;
  /** Whether scores and their order are hidden until there is a verdict, which is a preference. */
  isReadFirst(): boolean;
  setReadFirst(on: boolean): void;
}

/** From this many films on the order is made anew once a second, not at every piece of news. */
const manyFilms = 2000;

/** The films of the batch as studies by their highest score, and what a person says of each. */
export class WorklistState {
  open = $state(false);
  /** A film of the list is on screen and waits for a verdict. */
  reading = $state(false);
  filter: WorklistFilter = $state.raw(wholeWorklist);
  /** The numbers of the batch stand in place of its list. */
  summaryShown = $state(false);
  /** Whether studies without a score are listed, not only counted. */
  unscoredShown = $state(false);
  /** Of the line that is selected. */
  selectedKey: string | null = $state(null);
  films: readonly WorklistFilm[] = $state.raw([]);
  readonly #verdicts = new SvelteMap<string, TriageVerdict>();
  /** The last entry of the log on each study, of this session. */
  readonly #entries = new SvelteMap<
    string,
    { readonly id: string; readonly verdict: ReaderVerdict | null }
  >();
  /** Studies whose scores were shown, so that nothing said of them is read first any more. */
  readonly #seen = new SvelteSet<string>();
  readonly list = $derived(worklistOf(this.films));
  /** What the filter may be set to. */
  readonly choices = $derived(worklistChoices(this.films));
  readonly #keys = $derived(studyKeysOf(this.list.found));
  readonly #ordered = $derived(this.readFirst ? this.list.found : this.list.scored);
  /** What a person may filter by: the outcome of a film that is to be read first would tell its score. */
  readonly #inForce: WorklistFilter = $derived.by(() => {
    const { outcome } = this.filter;
    return this.readFirst && !isWithoutScore(outcome) ? { ...this.filter, outcome: null } : this.filter;
  });
  /** What is listed, from top to bottom: the unscored above, never below, and other models' scores apart. */
  readonly rows: readonly WorklistStudy[] = $derived.by(() => {
    const { unscored, older } = this.list;
    const above = this.unscoredShown || isWithoutScore(this.#inForce.outcome) ? unscored : [];
    const all = [...above, ...this.#ordered, ...older];
    // What is on screen stays in its place, though a verdict took it out of what is wanted.
    const kept = this.reading && !this.open ? this.selectedKey : null;
    return filteredWorklist(all, this.#inForce, (key) => this.verdictOf(key), kept);
  });
  readonly failedCount = $derived(
    this.list.unscored.filter(({ film }) => film.outcome.kind === 'failed').length,
  );
  readonly selected: WorklistStudy | null = $derived(
    this.rows.find(({ rowKey }) => rowKey === this.selectedKey) ?? null,
  );
  /** Counted from 0; -1 where none is selected. */
  readonly selectedIndex = $derived(this.rows.findIndex(({ rowKey }) => rowKey === this.selectedKey));
  readonly #calls: WorklistCalls;
  readonly #said: (Triage & {
    readonly rowKey: string;
    readonly film: WorklistFilm;
    readonly said: ReaderVerdict | null;
  })[] = [];
  readonly #opening = new SvelteMap<OpeningId, WorklistFilm>();
  readonly #opened = new SvelteMap<BatchFilmId, ImageId>();
  readonly #refused = new SvelteMap<BatchFilmId, ErrorReport>();
  readonly #filmOf = new SvelteMap<ImageId, WorklistFilm>();
  /** Films without a score whose number was asked for all the same. */
  readonly #asked = new SvelteSet<ImageId>();
  #waiting: WorklistFilm[] = [];
  #timer: ReturnType<typeof setTimeout> | null = null;

  readonly report: ScanReportState;

  constructor(calls: WorklistCalls) {
    this.#calls = calls;
    this.report = new ScanReportState((withIdentity) => calls.writeReport(withIdentity));
  }

  get isEmpty(): boolean {
    return this.films.length === 0;
  }

  /** Studies with a score that is hidden until there is a verdict. */
  get hiddenCount(): number {
    return this.list.scored.filter(({ studyKey }) => !this.isRevealed(studyKey)).length;
  }

  get judgedCount(): number {
    return this.list.scored.filter(({ studyKey }) => this.#verdicts.has(studyKey)).length;
  }

  get readFirst(): boolean {
    return this.#calls.isReadFirst();
  }

  set readFirst(on: boolean) {
    this.#noteSeen();
    this.#calls.setReadFirst(on);
  }

  /** A film that came before is replaced. */
  receive(films: readonly WorklistFilm[], isFirst: boolean): void {
    if (isFirst) this.#begin();
    this.#waiting.push(...films);
    if (this.films.length < manyFilms) this.#take();
    else this.#timer ??= setTimeout(() => this.#take(), 1000);
  }

  verdictOf(studyKey: string): TriageVerdict | null {
    return this.#verdicts.get(studyKey) ?? null;
  }

  /** Whether the score may be seen: read first, not before the log has the verdict. */
  isRevealed(studyKey: string): boolean {
    if (!this.readFirst) return true;
    return this.#verdicts.has(studyKey) && !this.#calls.log.isWaiting(this.#entries.get(studyKey)?.id);
  }

  /** What can be said, in the order of the keys J, N and U: read first it is of the film, not of the score. */
  get words(): readonly [ReaderVerdict, ReaderVerdict, ReaderVerdict] {
    return this.readFirst ? ['fracture', 'noFracture', 'unsure'] : ['agree', 'disagree', 'unsure'];
  }

  /** What was said of the selected study, in the words that can be said now; null while nothing was. */
  get said(): ReaderVerdict | null {
    if (this.selected === null) return null;
    const { studyKey, probability } = this.selected;
    const verdict = this.#entries.get(studyKey)?.verdict ?? this.verdictOf(studyKey);
    if (verdict === null || this.words.includes(verdict)) return verdict;
    const positive = probability === null ? null : this.#calls.modelIsPositive(probability);
    const call = positive === null ? null : readerCall(verdict, positive);
    if (call === null) return 'unsure';
    return this.readFirst ? (call ? 'fracture' : 'noFracture') : call === positive ? 'agree' : 'disagree';
  }

  /** Why what the model says of an image is kept back wherever it would stand; null where it may be seen. */
  withholds({ imageId, attributes }: ImageEntry): Withheld | null {
    const film = this.#filmOf.get(imageId);
    if (film?.outcome.kind === 'failed' && !this.#asked.has(imageId))
      return { why: 'noScore', error: film.outcome.error };
    if (!this.readFirst) return null;
    const uid = attributes.studyInstanceUid;
    const studyKey = film?.studyKey ?? (uid !== null && this.#keys.has(uid) ? uid : null);
    return studyKey === null || this.isRevealed(studyKey) ? null : { why: 'verdict' };
  }

  /** Asks the model about a film that was opened although the scan has no score of it. */
  askAnyway(imageId: ImageId): void {
    this.#asked.add(imageId);
  }

  narrow(choice: Partial<WorklistFilter>): void {
    this.filter = { ...this.filter, ...choice };
  }

  /** The films that may be counted: not those of an older model, nor what is still to be read first. */
  get counted(): readonly CountedFilm[] {
    return this.films
      .filter((film) => !film.isOlder && (film.outcome.kind !== 'scored' || this.isRevealed(film.studyKey)))
      .map((film) => ({
        bodyPart: film.bodyPart,
        outcome: outcomeOf(film),
        probability: film.outcome.kind === 'scored' ? film.outcome.probability : null,
      }));
  }

  get isNarrowed(): boolean {
    return JSON.stringify(this.filter) !== JSON.stringify(wholeWorklist);
  }

  /** Where there is nothing to list, what the last scan found is brought back. */
  show(): void {
    this.open = true;
    this.#noteSeen();
    if (this.isEmpty) this.#calls.reopen().catch((thrown: unknown) => this.#calls.failed(thrown));
  }

  hide(): void {
    this.#noteSeen();
    this.open = false;
  }

  toggle(): void {
    if (this.open) this.hide();
    else this.show();
  }

  step(lines: number): void {
    const last = this.rows.length - 1;
    const index = Math.max(0, Math.min(last, this.selectedIndex + lines));
    this.selectedKey = this.rows[index]?.rowKey ?? null;
  }

  /** Brings the deciding view of the selected study on screen, over which the list folds up. */
  read(): void {
    const film = this.selected?.film;
    if (film === undefined) return;
    this.open = false;
    this.reading = true;
    this.#refused.delete(film.filmId);
    const imageId = this.#opened.get(film.filmId);
    if (imageId !== undefined) return this.#calls.show(imageId, film);
    this.#calls.open(film.filmId).then(
      (openingId) => this.#opening.set(openingId, film),
      (thrown: unknown) => this.#calls.failed(thrown),
    );
  }

  /** Of what an opening found: in an archive the film may lie behind others. */
  heed(openingId: OpeningId, images: readonly ImageEntry[]): void {
    const film = this.#opening.get(openingId);
    const frames = film === undefined ? [] : images.filter((image) => image.displayName === film.displayName);
    const [image] = frames;
    if (film === undefined || image === undefined) return;
    this.#opening.delete(openingId);
    this.#opened.set(film.filmId, image.imageId);
    for (const { imageId } of frames) this.#filmOf.set(imageId, film);
    if (this.selected?.film.filmId === film.filmId) this.#calls.show(image.imageId, film);
  }

  /** Of an opening that found no image where the film should be. */
  refuse(openingId: OpeningId, files: readonly RefusedFile[]): void {
    const film = this.#opening.get(openingId);
    const refused = film && files.find(({ displayName }) => displayName === film.displayName);
    if (film === undefined || refused === undefined) return;
    this.#opening.delete(openingId);
    this.#refused.set(film.filmId, refused.error);
  }

  /** Why the film of the selected study cannot be opened; null unless that was tried. */
  get refusal(): ErrorReport | null {
    return (this.selected && this.#refused.get(this.selected.film.filmId)) ?? null;
  }

  /** Whether a film of the selected study is on screen: a verdict on another would be of the wrong patient. */
  get isOnScreen(): boolean {
    const image = this.#calls.onScreen();
    if (image === null || this.selected === null) return false;
    const studyKey = this.#filmOf.get(image.imageId)?.studyKey ?? image.attributes.studyInstanceUid;
    return studyKey === this.selected.studyKey;
  }

  /** Whether a verdict can be given: on a score, on the present model's, and on the film that is on screen. */
  get canSay(): boolean {
    if (this.selected?.probability == null || this.selected.film.isOlder) return false;
    return !this.reading || this.isOnScreen;
  }

  /**
   * Says something of the selected study and moves on to the next, on screen too where it was read there. Where
   * the film is read first it stays, so that its score is seen; the same again moves on.
   */
  say(verdict: ReaderVerdict): void {
    if (this.selected === null || !this.canSay) return;
    this.#calls.log.withReader(() => this.#say(verdict));
  }

  #say(spoken: ReaderVerdict): void {
    const study = this.selected;
    if (study === null || !this.canSay) return;
    const { rowKey, studyKey, film } = study;
    const verdict = this.#triageOf(spoken, study);
    const saidBefore = this.said;
    const wasHidden = !this.isRevealed(studyKey);
    const before = this.verdictOf(studyKey);
    const next = this.rows[this.selectedIndex + 1]?.rowKey ?? null;
    if (spoken !== saidBefore || verdict !== before) {
      this.#said.push({ studyKey, verdict: before, rowKey, film, said: saidBefore });
      this.#record(studyKey, film, spoken, wasHidden);
      this.#keep({ studyKey, verdict });
    }
    if (this.reading && wasHidden) return;
    // Judged, the study may have left the list by its filter.
    this.#moveTo(next ?? this.selectedKey);
  }

  /** On to the next line, on screen too where films are read there. */
  next(): void {
    this.#moveTo(this.rows[this.selectedIndex + 1]?.rowKey ?? this.selectedKey);
  }

  /** Takes the last verdict back, and returns to its study. */
  undo(): void {
    const before = this.#said.pop();
    if (before === undefined) return;
    const { rowKey, film, said, ...triage } = before;
    this.#record(triage.studyKey, film, said, false);
    this.#keep(triage);
    this.#moveTo(rowKey);
  }

  /** What the word comes to beside the score, as the index keeps it. */
  #triageOf(spoken: ReaderVerdict, { probability }: WorklistStudy): TriageVerdict {
    if (spoken === 'agree' || spoken === 'disagree' || spoken === 'unsure') return spoken;
    const positive = probability === null ? null : this.#calls.modelIsPositive(probability);
    if (positive === null) return 'unsure';
    return readerCall(spoken, positive) === positive ? 'agree' : 'disagree';
  }

  /** A list with its scores was looked at: nothing in it is read first any more. */
  #noteSeen(): void {
    if (this.open && !this.readFirst) for (const { studyKey } of this.films) this.#seen.add(studyKey);
  }

  #record(studyKey: string, film: WorklistFilm, verdict: ReaderVerdict | null, wasHidden: boolean): void {
    const readFirst = wasHidden && !this.#seen.has(studyKey);
    this.#seen.add(studyKey);
    const id = crypto.randomUUID();
    const amends = this.#entries.get(studyKey)?.id ?? null;
    this.#entries.set(studyKey, { id, verdict });
    this.#calls.log.record({ id, filmId: film.filmId, verdict, readFirst, amends });
  }

  #moveTo(rowKey: string | null): void {
    if (rowKey === this.selectedKey) return;
    this.selectedKey = rowKey;
    if (this.reading) this.read();
  }

  get canUndo(): boolean {
    return this.#said.length > 0;
  }

  /** Back to the list. */
  leaveFilm(): void {
    this.reading = false;
    this.open = true;
  }

  #keep(triage: Triage): void {
    if (triage.verdict === null) this.#verdicts.delete(triage.studyKey);
    else this.#verdicts.set(triage.studyKey, triage.verdict);
    this.#calls.keep(triage).catch((thrown: unknown) => this.#calls.failed(thrown));
  }

  #begin(): void {
    this.films = [];
    this.#waiting = [];
    this.#said.length = 0;
    this.#entries.clear();
    this.selectedKey = null;
    this.reading = false;
    this.#calls.recall().then(
      (said) => {
        this.#verdicts.clear();
        for (const { studyKey, verdict } of said)
          if (verdict !== null) {
            this.#verdicts.set(studyKey, verdict);
            this.#seen.add(studyKey);
          }
      },
      (thrown: unknown) => this.#calls.failed(thrown),
    );
  }

  #take(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.films = withFilms(this.films, this.#waiting);
    this.#waiting = [];
    this.#noteSeen();
    const { found, scored } = this.list;
    this.selectedKey ??= (this.readFirst ? found : scored)[0]?.rowKey ?? null;
  }
}
