import { noMarks, type MarkChange, type Marks, type MarkStore } from '#common/measure/marks';

/** Keeps marks without an index. */
export class MarksInMemory implements MarkStore {
  readonly #kept = new Map<string, Marks>();

  recall(imageId: string): Promise<Marks | null> {
    return Promise.resolve(this.#kept.get(imageId) ?? noMarks);
  }

  keep(imageId: string, { put, removed, ...rest }: MarkChange): void {
    const { annotations, ...before } = this.#kept.get(imageId) ?? noMarks;
    const gone = new Set([...removed, ...put.map(({ id }) => id)]);
    const left = annotations.filter(({ id }) => !gone.has(id));
    this.#kept.set(imageId, { ...before, ...rest, annotations: [...left, ...put] });
  }
}
