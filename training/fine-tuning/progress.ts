import type { EpochDone, Pace } from './epochs.ts';

export function describePace(pace: Pace): string {
  const { step, totalSteps, size, meanLoss, gradientNorm, imagesPerSecond, waitingShare, minutesLeft } = pace;
  return [
    `step ${step} of ${totalSteps} at ${size}`,
    `loss ${meanLoss.toFixed(4)}`,
    `gradient ${gradientNorm.toFixed(2)}`,
    `${imagesPerSecond.toFixed(1)} images/s`,
    `${(100 * waitingShare).toFixed(0)} % of the time waiting for images`,
    describeLeft(minutesLeft),
  ].join(', ');
}

export function describeEpoch({ record, best, minutesLeft }: Omit<EpochDone, 'kind' | 'checkpoint'>): string {
  const { epoch, size, meanLoss, validationAuroc, minutes } = record;
  return [
    `epoch ${epoch} at ${size}`,
    `loss ${meanLoss.toFixed(4)}`,
    `validation AUROC ${validationAuroc.toFixed(4)}${best ? ' (the best so far)' : ''}`,
    `${minutes.toFixed(1)} min`,
    describeLeft(minutesLeft),
  ].join(', ');
}

function describeLeft(minutes: number): string {
  const whole = Math.round(minutes);
  return whole < 60 ? `${whole} min left` : `${Math.floor(whole / 60)} h ${whole % 60} min left`;
}
