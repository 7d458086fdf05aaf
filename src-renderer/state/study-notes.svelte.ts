import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import type { StudyId, StudySummary } from '#common/browse/study-summary';

interface Draft {
  /** The note that the writing began from. */
  readonly before: string;
  readonly text: string;
  readonly failed: boolean;
}

/** Keeps a note that was written from another one. */
type Keep = (studyId: StudyId, note: string, before: string) => Promise<StudySummary>;

/** What is being written about studies: it stands here until the index has it, whatever study is on screen. */
export class StudyNotes {
  readonly #drafts = new SvelteMap<StudyId, Draft>();
  readonly #joined = new SvelteSet<StudyId>();
  readonly #underway = new SvelteMap<StudyId, Promise<void>>();
  readonly #keep: Keep;

  constructor(keep: Keep) {
    this.#keep = keep;
  }

  textOf({ studyId, note }: StudySummary): string {
    return this.#drafts.get(studyId)?.text ?? note;
  }

  /** True while the last attempt to keep the note failed. */
  isUnkept(studyId: StudyId): boolean {
    return this.#drafts.get(studyId)?.failed ?? false;
  }

  /** True where another window wrote meanwhile, and both texts were kept. */
  isJoined(studyId: StudyId): boolean {
    return this.#joined.has(studyId);
  }

  write({ studyId, note }: StudySummary, text: string): void {
    this.#joined.delete(studyId);
    const draft = this.#drafts.get(studyId);
    this.#drafts.set(studyId, { before: draft?.before ?? note, text, failed: draft?.failed ?? false });
  }

  /** Keeps what was written, unless that is under way; resolves when there is nothing more to try. */
  keep(studyId: StudyId): Promise<void> {
    const underway = this.#underway.get(studyId);
    if (underway !== undefined) return underway.then(() => this.#again(studyId));
    const sending = this.#send(studyId).finally(() => this.#underway.delete(studyId));
    this.#underway.set(studyId, sending);
    return sending;
  }

  /** Tries again what failed. */
  retry(): void {
    for (const [studyId, { failed }] of this.#drafts) if (failed) void this.keep(studyId);
  }

  /** Notes that are nowhere else. */
  get unkept(): number {
    return this.#drafts.size;
  }

  /** Tries to keep all that was written. */
  async settled(): Promise<void> {
    await Promise.all([...this.#drafts.keys()].map((studyId) => this.keep(studyId)));
  }

  async #again(studyId: StudyId): Promise<void> {
    if (this.#drafts.get(studyId)?.failed === false) await this.keep(studyId);
  }

  async #send(studyId: StudyId): Promise<void> {
    const draft = this.#drafts.get(studyId);
    if (draft === undefined) return;
    try {
      const { note } = await this.#keep(studyId, draft.text, draft.before);
      const later = this.#drafts.get(studyId);
      if (later === undefined || later.text === draft.text) this.#drafts.delete(studyId);
      else this.#drafts.set(studyId, { ...later, before: note, failed: false });
      if (note !== draft.text) this.#joined.add(studyId);
    } catch {
      const later = this.#drafts.get(studyId) ?? draft;
      this.#drafts.set(studyId, { ...later, failed: true });
    }
  }
}
