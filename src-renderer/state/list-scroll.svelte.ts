import type { ImageId } from '#common/contract/ipc';
import { listRows, rowOffsets, rowsWithin, type ListRow, type RowRange } from '#common/viewer/list-rows';
import type { StudyListState } from './study-list.svelte.ts';

/** Drawn beyond the visible part either way, in CSS pixels: some sixty films. */
const overscan = 5760;

/** Which rows of the study list are drawn, and where the list stands. All lengths are CSS pixels. */
export class ListScroll {
  top: number = $state(0);
  height: number = $state(0);
  readonly rows: readonly ListRow[];
  readonly #offsets: readonly number[];
  readonly #range: RowRange;

  constructor(list: StudyListState) {
    this.rows = $derived(listRows(list.patients));
    this.#offsets = $derived(rowOffsets(this.rows));
    this.#range = $derived(rowsWithin(this.#offsets, this.top - overscan, this.top + this.height + overscan));
  }

  get drawn(): readonly ListRow[] {
    return this.rows.slice(this.#range.from, this.#range.to);
  }

  /** The room that the rows not drawn would take above and below. */
  get room(): { readonly above: number; readonly below: number } {
    const { from, to } = this.#range;
    return { above: this.#offsets[from] ?? 0, below: (this.#offsets.at(-1) ?? 0) - (this.#offsets[to] ?? 0) };
  }

  /** Where to scroll so that the row of an image is wholly in sight; null where it is already. */
  scrollTo(imageId: ImageId): number | null {
    const index = this.rows.findIndex(({ key }) => key === imageId);
    if (index < 0) return null;
    const [start, end] = [this.#offsets[index]!, this.#offsets[index + 1]!];
    if (start < this.top) return start;
    return end > this.top + this.height ? end - this.height : null;
  }

  /** The first row in sight and how far it is scrolled past, to be found again after rows came in above it. */
  get anchor(): { readonly key: string; readonly past: number } | null {
    const { from } = rowsWithin(this.#offsets, this.top, this.top);
    const row = this.rows[from];
    return row === undefined ? null : { key: row.key, past: this.top - this.#offsets[from]! };
  }

  topOf(anchor: { readonly key: string; readonly past: number }): number | null {
    const index = this.rows.findIndex(({ key }) => key === anchor.key);
    return index < 0 ? null : this.#offsets[index]! + anchor.past;
  }
}
