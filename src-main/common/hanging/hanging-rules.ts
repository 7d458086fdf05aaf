import * as v from 'valibot';
import { foldText } from '../browse/search-text.ts';
import type { ImageEntry } from '../contract/ipc.ts';
import { layoutLabel, paneLayoutNames } from '../viewer/pane-layouts.ts';
import { sayEnglish, type Phrase, type Say } from '../words/say.ts';

export const filmCounts = ['1', '2', '3', '4 or more', 'any'] as const;

/** Under what conditions films are hung in which layout. */
export const hangingRuleSchema = v.strictObject({
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(80)),
  on: v.boolean(),
  /** Body Part Examined, whatever its case; empty for all. */
  bodyPart: v.pipe(v.string(), v.trim(), v.maxLength(64)),
  /** Empty for all. */
  modalities: v.pipe(v.array(v.pipe(v.string(), v.regex(/^[A-Z]{2,4}$/))), v.maxLength(16), v.readonly()),
  /** How many films of the joint the study has. */
  films: v.picklist(filmCounts),
  /** Asks for a prior, and hangs it in the panes that are left. */
  prior: v.boolean(),
  layout: v.picklist(paneLayoutNames),
});
export type HangingRule = Readonly<v.InferOutput<typeof hangingRuleSchema>>;

/** More than anybody could keep in order. */
export const mostRules = 64;

export const hangingRulesSchema = v.pipe(v.array(hangingRuleSchema), v.maxLength(mostRules), v.readonly());

const ruleNames = [
  'One view and its prior',
  'Two views over their prior',
  'Three views and a prior',
  'One view',
  'Two views side by side',
  'Three views side by side',
  'Four views or more',
] as const satisfies readonly Phrase[];
type RuleName = (typeof ruleNames)[number];

const plainXRay = (
  name: RuleName,
  films: HangingRule['films'],
  layout: HangingRule['layout'],
): HangingRule => ({
  name,
  on: true,
  bodyPart: '',
  modalities: ['CR', 'DX', 'RG'],
  films,
  prior: false,
  layout,
});

/** Plain X-rays as they hang on a light box; the first that applies counts, and without one a film hangs alone. */
export const defaultHangingRules: readonly HangingRule[] = [
  { ...plainXRay('One view and its prior', '1', '1x2'), prior: true },
  { ...plainXRay('Two views over their prior', '2', '2x2'), prior: true },
  { ...plainXRay('Three views and a prior', '3', '2x2'), prior: true },
  plainXRay('One view', '1', '1x1'),
  plainXRay('Two views side by side', '2', '1x2'),
  plainXRay('Three views side by side', '3', '1x3'),
  plainXRay('Four views or more', '4 or more', '2x2'),
];

/** What a rule is called: those that come with Osteon in the language of the window, others as a person named them. */
export function ruleName({ name }: HangingRule, say: Say): string {
  const own = ruleNames.find((one) => one === name);
  return own === undefined ? name : say(own);
}

/** `2 films of HAND, CR DX, with prior: 2 × 2`. */
export function ruleText(
  { on, bodyPart, modalities, films, prior, layout }: HangingRule,
  say: Say = sayEnglish,
): string {
  const conditions = [
    bodyPart === ''
      ? say(`${films} films`)
      : say('{films} of {bodyPart}', { films: say(`${films} films`), bodyPart }),
    modalities.join(' '),
    prior ? say('with prior') : '',
  ].filter((text) => text !== '');
  return `${conditions.join(', ')}: ${layoutLabel(layout)}${on ? '' : ` (${say('off')})`}`;
}

/** The first rule that applies to these films of one joint; null where none does. */
export function ruleFor(
  rules: readonly HangingRule[],
  films: readonly ImageEntry[],
  hasPrior: boolean,
): HangingRule | null {
  return rules.find((rule) => applies(rule, films, hasPrior)) ?? null;
}

function applies(rule: HangingRule, films: readonly ImageEntry[], hasPrior: boolean): boolean {
  const { bodyPartExamined, modality } = films[0]!.attributes;
  return (
    rule.on &&
    (!rule.prior || hasPrior) &&
    (rule.modalities.length === 0 ||
      (modality !== null && rule.modalities.includes(modality.toUpperCase()))) &&
    (rule.bodyPart === '' || foldText(rule.bodyPart) === foldText(bodyPartExamined ?? '')) &&
    isCount(rule.films, films.length)
  );
}

function isCount(wanted: HangingRule['films'], count: number): boolean {
  if (wanted === 'any') return true;
  return wanted === '4 or more' ? count >= 4 : count === Number(wanted);
}
