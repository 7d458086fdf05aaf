import type { Estimate } from '#common/model/model-card';
import { estimateEach, type BootstrapOptions, type GroupScored } from '../../metrics/bootstrap.ts';
import { auroc } from '../../metrics/ranking.ts';

/** A scored film of which it is known whether it shows orthopaedic hardware. */
export interface HardwareScored extends GroupScored {
  readonly hardware: boolean;
}

/** How the order of films depends on those with hardware, nearly all of which are fractured. */
export interface HardwareSummary {
  readonly set: string;
  readonly films: number;
  readonly fractured: number;
  readonly withHardware: number;
  readonly withHardwareNotFractured: number;
  readonly all: Estimate;
  readonly withoutHardware: Estimate;
  /** Of the AUROC: with all films minus without hardware. */
  readonly change: Estimate;
  readonly within: boolean;
}

/** How much the AUROC may change when films with hardware are left out. */
export const tolerance = 0.03;

/** AUROC with and without the films that show hardware, their difference over the same draws. */
export function summariseHardware(
  set: string,
  films: readonly HardwareScored[],
  options: BootstrapOptions,
): HardwareSummary {
  const without = (drawn: readonly HardwareScored[]): number =>
    definedAuroc(drawn.filter(({ hardware }) => !hardware));
  const all = (drawn: readonly HardwareScored[]): number => definedAuroc(drawn);
  const figures = estimateEach(
    films,
    {
      all,
      withoutHardware: without,
      change: (drawn: readonly HardwareScored[]) => all(drawn) - without(drawn),
    },
    options,
  );
  const withHardware = films.filter(({ hardware }) => hardware);
  return {
    set,
    films: films.length,
    fractured: films.filter(({ positive }) => positive).length,
    withHardware: withHardware.length,
    withHardwareNotFractured: withHardware.filter(({ positive }) => !positive).length,
    ...figures,
    within: Math.abs(figures.change.value) <= tolerance,
  };
}

/** A draw may lose a class with its hardware; such a draw does not count. */
function definedAuroc(films: readonly HardwareScored[]): number {
  return new Set(films.map(({ positive }) => positive)).size === 2 ? auroc(films) : NaN;
}
