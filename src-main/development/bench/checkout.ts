import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { AppError } from '#common/errors';

/** The root of this checkout. */
export const checkout = resolve(import.meta.dirname, '../../..');

export const modelDirectory = join(checkout, 'assets/models');
export const samplesDirectory = join(checkout, 'assets/samples');
export const commandLineFile = join(checkout, 'out/main/cli.cjs');
/** Programs in Python that do what Osteon does, to be measured beside it. */
export const peersDirectory = join(import.meta.dirname, 'peers');

/** The radiographs that the figures are measured on; they lie beside the checkout and never inside it. */
export const measuredFiles = {
  hand: '../shared/data/dicom/pylibjpeg-data/NM_Kakadu44_SOTmarkerincons.dcm',
  dicom: '../shared/data/dicom',
  fracAtlas: '../shared/data/fracatlas',
} as const;

/**
 * The absolute path of a file or folder that a benchmark reads.
 *
 * @throws AppError `file-not-found`, naming what is missing relative to the checkout.
 */
export function measuredPath(relative: string): string {
  const path = resolve(checkout, relative);
  if (!existsSync(path))
    throw new AppError('file-not-found', `This benchmark reads ${relative}, which is absent.`);
  return path;
}
