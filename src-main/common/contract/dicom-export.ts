import * as v from 'valibot';
import { deidentificationSchema, dicomForms } from '../deidentify/deidentification.ts';
import type { ErrorReport } from '../errors.ts';

/** What is asked about films that leave as DICOM files. */
export const dicomExportEntries = {
  form: v.picklist(dicomForms),
  /** Null for files as they are, byte for byte. */
  deidentification: v.nullable(deidentificationSchema),
};

/** What came of it. */
export interface ExportedDicom {
  readonly written: number;
  /** Films that a node says to have stored other than they were sent. */
  readonly altered: number;
  /** Films whose picture may itself name somebody. */
  readonly mayShowIdentity: number;
  /** Why others did not leave, each reason once. */
  readonly refusals: readonly ErrorReport[];
}
