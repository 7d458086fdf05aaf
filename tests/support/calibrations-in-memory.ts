import type { Calibration, CalibrationStore } from '#common/measure/calibration';

/** Keeps calibrations without an index. */
export class CalibrationsInMemory implements CalibrationStore {
  readonly #kept = new Map<string, Calibration>();

  recall(imageId: string): Promise<Calibration | null> {
    return Promise.resolve(this.#kept.get(imageId) ?? null);
  }

  keep(imageId: string, calibration: Calibration | null): Promise<void> {
    if (calibration) this.#kept.set(imageId, calibration);
    else this.#kept.delete(imageId);
    return Promise.resolve();
  }
}
