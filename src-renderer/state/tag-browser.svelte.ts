import type { ImageId } from '#common/contract/ipc';
import type { ElementList, ElementRow } from '#common/dicom/element-list';
import { toErrorReport, type ErrorReport } from '#common/errors';

export type TagContent =
  | { readonly state: 'empty' }
  | { readonly state: 'loading' }
  | { readonly state: 'shown'; readonly list: ElementList }
  | { readonly state: 'error'; readonly error: ErrorReport };

/** More rows are not drawn; a search narrows them down. */
const mostDrawn = 500;

/** The attributes of the film on screen, which they follow while they are open. */
export class TagBrowserState {
  open: boolean = $state(false);
  query: string = $state('');
  content: TagContent = $state.raw({ state: 'empty' });
  #imageId: ImageId | null = null;
  readonly #load: (imageId: ImageId) => Promise<ElementList>;

  /** Those in which every word of the query occurs, in tag, name or value. */
  readonly matching: readonly ElementRow[] = $derived.by(() => {
    if (this.content.state !== 'shown') return [];
    const words = this.query.toLowerCase().split(/\s+/).filter(Boolean);
    const { rows } = this.content.list;
    if (words.length === 0) return rows;
    return rows.filter((row) => {
      const text = `${row.tag} ${row.vr} ${row.name} ${row.value}`.toLowerCase();
      return words.every((word) => text.includes(word));
    });
  });
  readonly drawn: readonly ElementRow[] = $derived(this.matching.slice(0, mostDrawn));

  constructor(load: (imageId: ImageId) => Promise<ElementList>) {
    this.#load = load;
  }

  /** Shows an image's attributes; nothing of another's stays. */
  async show(imageId: ImageId | null): Promise<void> {
    if (imageId === this.#imageId && this.content.state !== 'error') return;
    this.#imageId = imageId;
    this.content = imageId === null ? { state: 'empty' } : { state: 'loading' };
    if (imageId === null) return;
    const content = await this.#load(imageId).then(
      (list): TagContent => ({ state: 'shown', list }),
      (thrown: unknown): TagContent => ({ state: 'error', error: toErrorReport(thrown) }),
    );
    if (imageId === this.#imageId) this.content = content;
  }

  /** The matching rows as tab-separated lines, for a spreadsheet or a letter. */
  asText(): string {
    const lines = this.matching.map(({ depth, tag, vr, name, value }) =>
      ['  '.repeat(depth) + tag, vr, name, value].join('\t'),
    );
    return lines.join('\n');
  }
}
