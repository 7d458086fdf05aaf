import type { FilmFilter } from '#common/batch/film-filter';
import type { BatchKind } from '#common/contract/batch';

/** What stands in the fields, as it was typed. */
export interface ScanFields {
  readonly modalities: string;
  readonly bodyParts: string;
  /** As date fields have it, `2026-01-31`. */
  readonly from: string;
  readonly until: string;
  readonly leastSide: string;
}

const noFields: ScanFields = { modalities: '', bodyParts: '', from: '', until: '', leastSide: '' };

/** Which films of a folder are wanted, before the folder is chosen; what was asked for stays for the next time. */
export class ScanFormState {
  /** What the form is for; null while it is closed. */
  kind: BatchKind | null = $state(null);
  fields: ScanFields = $state.raw(noFields);
  /** Days that come in the wrong order let nothing through. */
  readonly isBackwards = $derived(
    this.fields.from !== '' && this.fields.until !== '' && this.fields.from > this.fields.until,
  );
  readonly #begin: (kind: BatchKind, filter: FilmFilter) => Promise<void>;

  constructor(begin: (kind: BatchKind, filter: FilmFilter) => Promise<void>) {
    this.#begin = begin;
  }

  show(kind: BatchKind): void {
    this.kind = kind;
  }

  hide(): void {
    this.kind = null;
  }

  fill(fields: Partial<ScanFields>): void {
    this.fields = { ...this.fields, ...fields };
  }

  empty(): void {
    this.fields = noFields;
  }

  /** Goes on to the choosers of the folder and the report. */
  async begin(): Promise<void> {
    const { kind } = this;
    if (kind === null || this.isBackwards) return;
    this.hide();
    await this.#begin(kind, this.filter);
  }

  /** What is left empty asks for nothing. */
  get filter(): FilmFilter {
    const modalities = listed(this.fields.modalities);
    const bodyParts = listed(this.fields.bodyParts);
    const [from, until] = [digits(this.fields.from), digits(this.fields.until)];
    const leastSide = Number.parseInt(this.fields.leastSide, 10);
    return {
      ...(modalities.length > 0 && { modalities }),
      ...(bodyParts.length > 0 && { bodyParts }),
      ...(from !== '' && { from }),
      ...(until !== '' && { until }),
      ...(leastSide >= 1 && { leastSide }),
    };
  }
}

function listed(text: string): readonly string[] {
  return text
    .split(',')
    .map((word) => word.trim().toUpperCase())
    .filter((word) => word !== '');
}

function digits(date: string): string {
  return date.replaceAll('-', '');
}
