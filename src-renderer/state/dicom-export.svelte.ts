import type { ImageId, Request } from '#common/contract/ipc';
import type { ExportedDicom } from '#common/contract/dicom-export';
import type { Deidentification, DicomForm, Redaction, Retainable } from '#common/deidentify/deidentification';
import { toErrorReport, type ErrorReport } from '#common/errors';
import type { Annotation } from '#common/measure/annotation';
import { boxAround } from '#common/measure/geometry';
import type { FilmScope } from '../picture/film-subjects.ts';

export interface DicomChoice {
  /** By its name; null for a folder that the person chooses. */
  readonly node: string | null;
  readonly scope: FilmScope;
  readonly form: DicomForm;
  readonly deidentify: boolean;
  readonly retained: readonly Retainable[];
  readonly dates: Deidentification['dates'];
  /** The rectangles that are drawn on the film; of one film alone, since each has its own. */
  readonly blacken: boolean;
}

interface Source {
  filmsOf(scope: FilmScope): readonly ImageId[];
  /** What is drawn on the active film. */
  annotations(): readonly Annotation[];
  /** Null where the person closed the chooser. */
  exportDicom(request: Request<'exportDicom'>): Promise<ExportedDicom | null>;
}

/** Films on their way out as DICOM files: what is wanted, and what became of it. */
export class DicomExportState {
  open: boolean = $state(false);
  busy: boolean = $state(false);
  choice: DicomChoice = $state.raw({
    node: null,
    ...{ scope: 'study', form: 'folder', deidentify: true, retained: [], dates: 'removed', blacken: false },
  });
  outcome: ExportedDicom | ErrorReport | null = $state.raw(null);
  readonly #source: Source;

  constructor(source: Source) {
    this.#source = source;
  }

  /** De-identified unless it is asked for otherwise, each time anew. */
  show(): void {
    this.choice = { ...this.choice, deidentify: true, blacken: false };
    this.outcome = null;
    this.open = true;
  }

  hide(): void {
    if (!this.busy) this.open = false;
  }

  change(change: Partial<DicomChoice>): void {
    this.choice = { ...this.choice, ...change };
    this.outcome = null;
  }

  retain(what: Retainable, kept: boolean): void {
    const others = this.choice.retained.filter((one) => one !== what);
    this.change({ retained: kept ? [...others, what] : others });
  }

  films(scope: FilmScope = this.choice.scope): readonly ImageId[] {
    return this.#source.filmsOf(scope);
  }

  /** The rectangles of the active film, in its pixels; whole ones, so that no edge shines through. */
  rectangles(): readonly Redaction[] {
    const drawn = this.#source.annotations().filter(({ shape }) => shape === 'rectangle');
    return drawn.map(({ points }) => {
      const box = boxAround(points);
      const [left, top] = [Math.max(0, Math.floor(box.left)), Math.max(0, Math.floor(box.top))];
      const width = Math.max(1, Math.ceil(box.right) - left);
      return { left, top, width, height: Math.max(1, Math.ceil(box.bottom) - top) };
    });
  }

  /** @param node by its name, which `choice` may have though it is gone by now */
  async export(node: string | null = null): Promise<void> {
    const imageIds = [...this.films()];
    if (this.busy || imageIds.length === 0) return;
    const { form, deidentify, retained, dates, blacken, scope } = this.choice;
    const redactions = blacken && scope === 'film' ? [...this.rectangles()] : [];
    const deidentification = deidentify ? { retained: [...retained], dates, redactions } : null;
    this.busy = true;
    this.outcome = null;
    try {
      this.outcome = await this.#source.exportDicom({ imageIds, node, form, deidentification });
    } catch (thrown) {
      this.outcome = toErrorReport(thrown);
    } finally {
      this.busy = false;
    }
  }
}
