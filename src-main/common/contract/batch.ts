import * as v from 'valibot';
import type { BatchProgress } from '../batch/batch-progress.ts';
import { triageVerdicts } from '../batch/worklist.ts';
import type { ErrorReport } from '../errors.ts';

export type BatchKind = 'scan' | 'watch';

/** How it stands with the one batch of the window. */
export interface BatchState {
  /** `diskFull` is a pause that ends when there is room and somebody says so. */
  readonly phase: 'idle' | 'starting' | 'running' | 'paused' | 'diskFull' | 'finished' | 'stopped' | 'failed';
  readonly kind: BatchKind;
  /** Base names for people, never paths; empty while idle. */
  readonly folder: string;
  readonly report: string;
  readonly progress: BatchProgress | null;
  /** Of a batch that failed. */
  readonly error: ErrorReport | null;
}

export const noBatch: BatchState = {
  phase: 'idle',
  kind: 'scan',
  folder: '',
  report: '',
  progress: null,
  error: null,
};

/** What may be done about the batch; `resume` and `restart` begin the last one again. */
export const batchOrderSchema = v.picklist(['pause', 'goOn', 'stop', 'resume', 'restart']);
export type BatchOrder = v.InferOutput<typeof batchOrderSchema>;

const studyKey = v.pipe(v.string(), v.minLength(1), v.maxLength(32_768));

/** What a person says of a study of the worklist; null takes it back. */
export const triageSchema = v.strictObject({
  studyKey,
  verdict: v.nullable(v.picklist(triageVerdicts)),
});
export type Triage = Readonly<v.InferOutput<typeof triageSchema>>;
