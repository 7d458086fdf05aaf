import type { DirectoryFacts } from '#common/dicom/directory-facts';

/** Gives each image its place on a medium: names of eight characters that tell nothing (PS3.10 8.2, PS3.12). */
export class MediumLayout {
  readonly #numbers = new Map<string, number>();
  readonly #children = new Map<string, number>();

  /** From the root down, as a Referenced File ID (0004,1500) has it. */
  place({ patientId, patientName, studyInstanceUid, seriesInstanceUid }: DirectoryFacts): readonly string[] {
    const patient = `${patientId}\\${patientId === '' ? patientName : ''}`;
    const study = `${patient}\0${studyInstanceUid}`;
    const series = `${study}\0${seriesInstanceUid}`;
    return [
      'DICOM',
      this.#name('PA', '', patient),
      this.#name('ST', patient, study),
      this.#name('SE', study, series),
      this.#counted('IM', series),
    ];
  }

  #name(prefix: string, parent: string, key: string): string {
    const number = this.#numbers.get(key);
    if (number !== undefined) return named(prefix, number);
    const name = this.#counted(prefix, parent);
    this.#numbers.set(key, Number(name.slice(2)));
    return name;
  }

  #counted(prefix: string, parent: string): string {
    const number = (this.#children.get(`${prefix}${parent}`) ?? 0) + 1;
    this.#children.set(`${prefix}${parent}`, number);
    return named(prefix, number);
  }
}

function named(prefix: string, number: number): string {
  return `${prefix}${String(number).padStart(6, '0')}`;
}
