import {
  studyIdSchema,
  studyQuerySchema,
  type FoundStudies,
  type StudySummary,
} from '../browse/study-summary.ts';
import type { RelatedStudy } from '../hanging/related-study.ts';
import type { ModelCard } from '../model/model-card.ts';
import { triageSchema, type Triage } from './batch.ts';
import { answers } from './call.ts';
import { noteOfStudy, nothing, statusOfStudy } from './requests.ts';

/** What the page asks of the main process in the words in which that asks the engine. */
export const libraryCalls = {
  modelCard: answers<ModelCard>()(nothing),
  findStudies: answers<FoundStudies>()(studyQuerySchema),
  setStudyStatus: answers<StudySummary>()(statusOfStudy),
  setStudyNote: answers<StudySummary>()(noteOfStudy),
  /** Earlier studies that are, or may be, of the same person; latest first. */
  relatedStudies: answers<readonly RelatedStudy[]>()(studyIdSchema),
  keepTriage: answers<void>()(triageSchema),
  /** The last word on every study that there is one on. */
  recallTriage: answers<readonly Triage[]>()(nothing),
} as const;
