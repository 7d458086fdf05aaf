import type { Estimate, ModelCard } from '#common/model/model-card';
import type { HardwareSummary } from './hardware.ts';
import type { TraitSummary } from './file-traits.ts';
import { tolerance as hardwareTolerance } from './hardware.ts';
import { tolerance, type Change, type PastedSummary, type RankingSummary } from './paired.ts';

/** What the model makes of things that are no fracture, for the record and for people. */
export interface ShortcutReport {
  readonly model: { readonly name: string; readonly version: string; readonly sha256: string };
  readonly seed: number;
  readonly interval: string;
  readonly pasted: readonly PastedSummary[];
  readonly masked: readonly RankingSummary[];
  /** The shipped network on films it was not trained on. */
  readonly hardware: HardwareSummary;
  /** A head fitted anew out of fold on the shipped network's features. */
  readonly hardwareOutOfFold: HardwareSummary;
  /** Fracture-free films with hardware: those in the training split say nothing of the model. */
  readonly specificityOnHardware: string;
  /** AUROC of what files give away, and of the model among test films of the commonest size. */
  readonly traits: readonly TraitSummary[];
  readonly oneSize: { readonly size: string; readonly films: number; readonly auroc: Estimate };
}

export function describeModel({ name, version, onnx }: ModelCard): ShortcutReport['model'] {
  return { name, version, sha256: onnx.sha256 };
}

/** The report as lines of text. */
export function formatShortcuts(report: ShortcutReport): string {
  const { model, interval, pasted, masked, hardware, hardwareOutOfFold, traits, oneSize } = report;
  return [
    `Shortcuts: ${model.name} ${model.version}, FracAtlas; ${interval}`,
    '',
    `Pasted onto ${pasted[0]?.films ?? 0} test films without a fracture, at full size. The model was trained with`,
    'simpler drawn objects on films of both classes; these are drawn by other code. Change of the calibrated',
    'probability (median, 95th percentile), then specificity at the sensitive and at the specific point:',
    ...pasted.map(formatPasted),
    '',
    `Taken away or made alike, ${masked[0]?.films ?? 0} test films: AUROC before and after, within ${tolerance} or not:`,
    ...masked.map(formatMasked),
    '',
    `Hardware: AUROC with and without the films that show it, within ${hardwareTolerance} or not:`,
    formatHardware(hardware),
    formatHardware(hardwareOutOfFold),
    report.specificityOnHardware,
    '',
    'What the files alone give away (AUROC on test by shares of fractured films in train; 0.5 is nothing):',
    ...traits.map(({ traits, auroc }) => `  ${traits.join(', ').padEnd(34)} ${formatEstimate(auroc)}`),
    `  The model among the ${oneSize.films} test films of ${oneSize.size}: ${formatEstimate(oneSize.auroc)}`,
  ].join('\n');
}

function formatPasted({
  name,
  medianChange,
  percentile95Change,
  sensitive,
  specific,
}: PastedSummary): string {
  const changes = [medianChange, percentile95Change].map((change) => signed(change).padStart(8)).join('');
  return `  ${name.padEnd(12)}${changes}   ${formatChange(sensitive)}   ${formatChange(specific)}`;
}

function formatMasked({ name, auroc, within, medianAbsoluteChange }: RankingSummary): string {
  const shift = `median change of the probability ${medianAbsoluteChange.toFixed(3)}`;
  return `  ${name.padEnd(28)} ${formatChange(auroc)}  ${within ? 'within' : 'BEYOND'}  ${shift}`;
}

function formatHardware(summary: HardwareSummary): string {
  const { set, films, fractured, withHardware, all, withoutHardware, change, within } = summary;
  return [
    `  ${set}: ${films} films, ${fractured} fractured, ${withHardware} with hardware`,
    `    with ${formatEstimate(all)}, without ${formatEstimate(withoutHardware)}`,
    `    difference ${signedEstimate(change)}  ${within ? 'within' : 'BEYOND'}`,
  ].join('\n');
}

function formatChange({ before, after, change }: Change): string {
  return `${before.value.toFixed(3)} -> ${after.value.toFixed(3)} ${signedEstimate(change)}`;
}

function formatEstimate({ value, lower, upper }: Estimate): string {
  return `${value.toFixed(3)} (${lower.toFixed(3)} to ${upper.toFixed(3)})`;
}

function signedEstimate({ value, lower, upper }: Estimate): string {
  return `${signed(value)} (${signed(lower)} to ${signed(upper)})`;
}

function signed(value: number): string {
  return `${value < 0 ? '' : '+'}${value.toFixed(3)}`;
}
