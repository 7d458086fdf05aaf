import { SvelteMap } from 'svelte/reactivity';
import type { StudyId, StudyStatus, StudySummary } from '#common/browse/study-summary';
import type { FilmsIndexed, ImageId } from '#common/contract/ipc';

/** Which study of the index an open image is of, and how that study is marked. */
export class StudiesState {
  readonly #studyOf = new SvelteMap<ImageId, StudyId>();
  readonly #summaries = new SvelteMap<StudyId, StudySummary>();
  /** Marked before the index had the film: kept by image until it has. */
  readonly #early = new SvelteMap<ImageId, StudyStatus>();
  /**
   * Marks that the index has not told of yet: what it tells of a study meanwhile is older than they are. Its answer
   * to a mark may overtake what it told before, so it does not end the waiting.
   */
  readonly #underway = new SvelteMap<StudyId, { readonly status: StudyStatus }>();
  readonly #mark: (studyId: StudyId, status: StudyStatus) => Promise<StudySummary>;

  constructor(mark: (studyId: StudyId, status: StudyStatus) => Promise<StudySummary>) {
    this.#mark = mark;
  }

  receive({ films, studies }: FilmsIndexed): void {
    this.heed(studies);
    for (const { imageId, studyId } of films) {
      this.#studyOf.set(imageId, studyId);
      const status = this.#early.get(imageId);
      this.#early.delete(imageId);
      const study = this.of(imageId);
      // One that cannot be kept is seen to be as it was.
      if (status !== undefined && study !== null) this.markStudy(study, status).catch(() => undefined);
    }
  }

  /** Takes what the index tells in its own order, and gives it back with the marks that it does not know yet. */
  heed(studies: readonly StudySummary[]): readonly StudySummary[] {
    this.change(studies);
    return studies.map((study) => {
      const mark = this.#underway.get(study.studyId);
      if (mark?.status === study.status) this.#underway.delete(study.studyId);
      return { ...study, ...mark };
    });
  }

  /** Takes what the index answered. */
  change(studies: readonly StudySummary[]): void {
    for (const study of studies)
      this.#summaries.set(study.studyId, { ...study, ...this.#underway.get(study.studyId) });
  }

  /** Null until the index has the film. */
  of(imageId: ImageId | null): StudySummary | null {
    const studyId = imageId === null ? undefined : this.#studyOf.get(imageId);
    return studyId === undefined ? null : (this.#summaries.get(studyId) ?? null);
  }

  statusOf(imageId: ImageId): StudyStatus {
    return this.#early.get(imageId) ?? this.of(imageId)?.status ?? 'unread';
  }

  /** The first open image of a study, in order of opening; null where none is open. */
  firstImageOf(studyId: StudyId): ImageId | null {
    for (const [imageId, other] of this.#studyOf) if (other === studyId) return imageId;
    return null;
  }

  /** Shows at once and keeps the mark; rejects where the index could not, and the mark is as before. */
  async mark(imageId: ImageId, status: StudyStatus): Promise<StudySummary | null> {
    const study = this.of(imageId);
    if (study === null) {
      this.#early.set(imageId, status);
      return null;
    }
    return this.markStudy(study, status);
  }

  async markStudy(study: StudySummary, status: StudyStatus): Promise<StudySummary> {
    const { studyId } = study;
    const mark = { status };
    this.#underway.set(studyId, mark);
    this.change([study]);
    try {
      const marked = await this.#mark(studyId, status);
      this.change([marked]);
      return marked;
    } catch (thrown) {
      if (this.#underway.get(studyId) === mark) this.#underway.delete(studyId);
      this.change([study]);
      throw thrown;
    }
  }

  forget(studyIds: readonly StudyId[]): void {
    for (const [imageId, studyId] of this.#studyOf)
      if (studyIds.includes(studyId)) this.#studyOf.delete(imageId);
    for (const studyId of studyIds) this.#summaries.delete(studyId);
  }

  forgetAll(): void {
    this.#studyOf.clear();
    this.#summaries.clear();
  }
}
