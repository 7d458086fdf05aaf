import type { ChainFaultKind, ChainState } from '#common/agreement/chain';
import type { AgreementReport } from '#common/agreement/report';
import type { Estimate } from '#common/agreement/statistics';

const faultWords: Readonly<Record<ChainFaultKind, (entry: number) => string>> = {
  altered: (entry) => `entry ${entry} was altered`,
  missing: (entry) => `entry ${entry} is missing`,
  misplaced: (entry) => `entry ${entry} stands in a wrong place`,
  broken: (entry) => `entry ${entry} does not continue the one before`,
  truncated: (entry) => `entry ${entry} and those behind it are gone`,
  unanchored: (entry) => `nothing tells whether the log went on after entry ${entry}`,
};

/** What a terminal is told of the chain, a line each; the first says how it stands. */
export function chainLines({
  entries,
  faultCount,
  faults,
  head,
  isTorn,
  newer,
}: ChainState): readonly string[] {
  const counted = `${entries} ${entries === 1 ? 'entry' : 'entries'}`;
  const standing =
    faultCount === 0 ? `intact, ${counted}` : `tampered with: ${faultCount} of ${counted} at fault`;
  return [
    standing,
    ...faults.map(({ kind, entry, line }) => `line ${line}: ${faultWords[kind](entry)}`),
    ...(isTorn ? ['the last entry was not written to its end, and never acknowledged'] : []),
    ...(newer > 0 ? [`${newer} of a newer Osteon, in none of the figures`] : []),
    ...(head === null ? [] : [`last entry: ${head}`]),
  ];
}

/** The figures of a report for a terminal, a line each. */
export function figureLines({
  verdicts,
  table,
  figures,
  discordantCount,
}: AgreementReport): readonly string[] {
  const { bothPositive, readerOnly, modelOnly, bothNegative, unsure } = table;
  return [
    `verdicts: ${verdicts}, of which unsure: ${unsure}`,
    `reader fracture, model from the operating point up: ${bothPositive}; below it: ${readerOnly}`,
    `reader no fracture, model from the operating point up: ${modelOnly}; below it: ${bothNegative}`,
    `agreement: ${estimateText(figures.agreement)}`,
    `kappa: ${estimateText(figures.kappa)}`,
    `model positive among the reader's fractures: ${estimateText(figures.positiveAmongFractures)}`,
    `model below the point among the others: ${estimateText(figures.negativeAmongOthers)}`,
    `discordant: ${discordantCount}`,
  ];
}

function estimateText(estimate: Estimate | null): string {
  if (estimate === null) return 'none';
  const { value, lower, upper } = estimate;
  return `${value.toFixed(3)} (95 % ${lower.toFixed(3)} to ${upper.toFixed(3)})`;
}
