/** Rows drawn beyond the visible part either way. */
const overscan = 20;

/** A list whose rows are equally high, of which those near sight alone are drawn. All lengths are CSS pixels. */
export class EqualRows {
  top: number = $state(0);
  height: number = $state(0);
  readonly rowHeight: number;
  readonly #count: () => number;

  /** @param count how many rows there are, drawn or not */
  constructor(rowHeight: number, count: () => number) {
    this.rowHeight = rowHeight;
    this.#count = count;
  }

  /** The rows to draw, the second exclusive; it may lie beyond the last. */
  get drawn(): readonly [from: number, to: number] {
    const from = Math.floor(this.top / this.rowHeight) - overscan;
    const to = Math.ceil((this.top + this.height) / this.rowHeight) + overscan;
    return [Math.max(0, from), to];
  }

  /** The room that the rows not drawn would take above and below. */
  get room(): { readonly above: number; readonly below: number } {
    const [from, to] = this.drawn;
    return { above: from * this.rowHeight, below: Math.max(0, this.#count() - to) * this.rowHeight };
  }

  /** The rows that Page Up and Page Down go by: one in sight stays in sight. */
  get page(): number {
    return Math.max(1, Math.floor(this.height / this.rowHeight) - 1);
  }

  /**
   * Scrolls no further than brings a row wholly into sight.
   * @param list the element that scrolls; its own place counts, since `top` comes later by an event
   * @param index below 0 for none
   */
  bringIntoSight(list: HTMLElement | null, index: number): void {
    const start = index * this.rowHeight;
    if (list === null || start < 0) return;
    if (start < list.scrollTop) list.scrollTop = start;
    else if (start + this.rowHeight > list.scrollTop + this.height)
      list.scrollTop = start + this.rowHeight - this.height;
  }
}
