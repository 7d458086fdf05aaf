import type { AnyTag } from '../dicom/tags.ts';
import type { Deidentification } from './deidentification.ts';
import { ruleGroups, type BasicAction, type RuleOption } from './rule-table.ts';
import { unlistedAction } from './unlisted-values.ts';

/** What is done to an attribute, once the options are settled. */
export type Action = 'keep' | 'remove' | 'empty' | 'dummy' | 'uid' | 'shift' | 'clean';

interface Rule {
  readonly basic: BasicAction;
  readonly unless: readonly RuleOption[];
}

const rules: ReadonlyMap<string, Rule> = new Map(
  ruleGroups.flatMap(({ basic, unless, tags }) =>
    tags
      .trim()
      .split(/\s+/)
      .map((tag) => [`x${tag}`, { basic, unless }] as const),
  ),
);

/**
 * What becomes of an attribute of the standard: by its row of PS3.15 table E.1-1 or, without one, by its VR. Of two
 * permitted actions the one that keeps an image valid is taken: an attribute may be of type 1 or 2 somewhere.
 */
export function actionFor(tag: AnyTag, vr: string, options: Deidentification): Action {
  const group = tag.slice(1, 5);
  if (parseInt(group, 16) % 2 === 1 || /^[56]0/.test(group)) return 'remove';
  // Group lengths, and what stands behind the pixels: padding and signatures.
  if (tag.endsWith('0000') || tag > 'x7fe00010') return 'remove';
  const rule = rules.get(tag);
  if (rule === undefined) return isTemporal(vr) ? temporalAction(options, 'remove') : unlistedAction(tag, vr);
  const retained = (option: Deidentification['retained'][number]) => options.retained.includes(option);
  for (const option of rule.unless) {
    if (option === 'dates') return temporalAction(options, basicAction(rule.basic, vr));
    if (option === 'descriptors' && retained('descriptors')) return 'clean';
    if (option === 'patientText' && retained('patientCharacteristics')) return 'clean';
    if ((option === 'device' || option === 'institution') && retained(option)) return 'keep';
    if (option === 'patientCharacteristics' && retained('patientCharacteristics')) return 'keep';
  }
  return basicAction(rule.basic, vr);
}

export function isTemporal(vr: string): boolean {
  return vr === 'DA' || vr === 'TM' || vr === 'DT';
}

function temporalAction({ dates }: Deidentification, otherwise: Action): Action {
  if (dates === 'removed') return otherwise;
  return dates === 'kept' ? 'keep' : 'shift';
}

function basicAction(basic: BasicAction, vr: string): Action {
  if (basic === 'U') return 'uid';
  // References stay, with all within them held to the rules.
  if (basic === 'X/Z/U*') return 'keep';
  if (basic === 'X') return 'remove';
  if (basic === 'Z' || basic === 'X/Z') return 'empty';
  return vr === 'SQ' ? 'empty' : 'dummy';
}
