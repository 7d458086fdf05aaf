import type { AttributeTree } from './attribute-tree.ts';
import { evidenceOf, localDateTime, type Making } from './composite.ts';
import type { SourceFrame } from './source-identity.ts';

/** The SR Document General module (PS3.3 C.17.2) of a document that nobody has verified. */
export function documentModule(sources: readonly SourceFrame[], making: Making): AttributeTree {
  const { date, time } = localDateTime(making.at);
  return {
    ReferencedPerformedProcedureStepSequence: [],
    ContentDate: date,
    ContentTime: time,
    CompletionFlag: 'COMPLETE',
    PreliminaryFlag: 'PRELIMINARY',
    VerificationFlag: 'UNVERIFIED',
    PerformedProcedureCodeSequence: [],
    CurrentRequestedProcedureEvidenceSequence: evidenceOf(sources),
  };
}

/** The Key Object Document module (PS3.3 C.17.6.2), which knows no flags. */
export function keyObjectModule(sources: readonly SourceFrame[], making: Making): AttributeTree {
  const { date, time } = localDateTime(making.at);
  return {
    ReferencedPerformedProcedureStepSequence: [],
    ContentDate: date,
    ContentTime: time,
    CurrentRequestedProcedureEvidenceSequence: evidenceOf(sources),
  };
}
