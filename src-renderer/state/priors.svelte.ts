import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import type { StudyId } from '#common/browse/study-summary';
import type { ImageEntry, ImageId, OpeningId } from '#common/contract/ipc';
import { priorFilms } from '#common/hanging/prior';
import { priorCandidates, type RelatedStudy } from '#common/hanging/related-study';
import type { StudiesState } from './studies.svelte.ts';
import type { StudyListState } from './study-list.svelte.ts';

interface Source {
  find(studyId: StudyId): Promise<readonly RelatedStudy[]>;
  /** Opens without a change of what is on screen; rejects where the files are gone. */
  open(studyId: StudyId): Promise<OpeningId>;
}

/** The earlier studies of the patients that are read, and what was opened of them unasked. */
export class PriorsState {
  readonly #related = new SvelteMap<StudyId, readonly RelatedStudy[]>();
  readonly #asked = new SvelteSet<StudyId>();
  readonly #opened = new SvelteSet<StudyId>();
  /** Films that nobody asked for: no part of what there is to read. */
  readonly #broughtIn = new SvelteSet<ImageId>();
  /** Studies whose files are no longer where they lay. */
  readonly gone = new SvelteSet<StudyId>();
  readonly #source: Source;
  readonly #list: StudyListState;
  readonly #studies: StudiesState;

  constructor(source: Source, list: StudyListState, studies: StudiesState) {
    this.#source = source;
    this.#list = list;
    this.#studies = studies;
  }

  /** Latest first; empty until the index has answered. */
  of(imageId: ImageId | null): readonly RelatedStudy[] {
    const study = this.#studies.of(imageId);
    return study === null ? [] : (this.#related.get(study.studyId) ?? []);
  }

  bringIn(images: readonly ImageEntry[]): void {
    for (const { imageId } of images) this.#broughtIn.add(imageId);
  }

  isBroughtIn(imageId: ImageId): boolean {
    return this.#broughtIn.has(imageId);
  }

  /** Asks the index for earlier studies of a film's patient, and opens the one to hang beside it. */
  async attend(imageId: ImageId | null): Promise<void> {
    const film = this.#list.entry(imageId);
    const study = this.#studies.of(imageId);
    if (film === null || study === null) return;
    if (!this.#asked.has(study.studyId)) {
      this.#asked.add(study.studyId);
      // An index that cannot be read says so itself.
      this.#related.set(study.studyId, await this.#source.find(study.studyId).catch(() => []));
    }
    const [prior] = priorFilms(film, this.#list.images);
    const since = prior?.attributes.studyDate ?? null;
    const candidates = priorCandidates(this.of(imageId), film.attributes.bodyPartExamined, since);
    const next = candidates.find(({ studyId }) => this.#studies.firstImageOf(studyId) === null);
    if (next !== undefined) await this.open(next.studyId);
  }

  /** Opens a study from where it lay, once; what is there of it then arrives as films do. */
  async open(studyId: StudyId): Promise<void> {
    if (this.#opened.has(studyId)) return;
    this.#opened.add(studyId);
    await this.#source.open(studyId).catch(() => this.gone.add(studyId));
  }
}
