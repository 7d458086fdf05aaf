import * as v from 'valibot';
import { entryIdSchema, readerVerdicts } from '../agreement/entry.ts';
import type { AgreementReport } from '../agreement/report.ts';
import { id } from './requests.ts';

/** Whoever reads: as they call themselves. */
export const readerNameSchema = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(64));

/** A verdict on a film of the scan, for the agreement log. */
export const recordedVerdictSchema = v.strictObject({
  /** Made by the page; told twice it is recorded once. */
  id: entryIdSchema,
  filmId: id,
  /** Null takes the amended one back. */
  verdict: v.nullable(v.picklist(readerVerdicts)),
  /** Nothing of the model's answer had been shown. */
  readFirst: v.boolean(),
  amends: v.nullable(entryIdSchema),
});
export type RecordedVerdict = Readonly<v.InferOutput<typeof recordedVerdictSchema>>;

/** Who may be reading. */
export interface Readers {
  /** Those who read here before, the latest first. */
  readonly names: readonly string[];
  /** Of this session; null until somebody says so. */
  readonly current: string | null;
}

/** A report with the names of the readers that are known here, by their keyed hashes. */
export interface NamedReport extends AgreementReport {
  readonly names: Readonly<Record<string, string>>;
}
