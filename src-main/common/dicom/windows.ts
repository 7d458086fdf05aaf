import type { VoiLutFunction, WindowPreset } from './image-description.ts';
import type { Values } from './data-set.ts';
import { Tag } from './tags.ts';

/** The windows of a file with the function that applies them (PS3.3 C.11.2.1.2, C.11.2.1.3). */
export interface Windows {
  readonly voiLutFunction: VoiLutFunction;
  readonly windows: readonly WindowPreset[];
}

/** The least width of LINEAR is 1; the others need only be positive. */
const narrowest: Readonly<Record<VoiLutFunction, number>> = {
  LINEAR: 1,
  LINEAR_EXACT: Number.MIN_VALUE,
  SIGMOID: Number.MIN_VALUE,
};

/** Nobody chooses among more. */
const mostWindows = 64;

/**
 * Reads the windows; those whose width the standard forbids, and unreadable ones, are treated as absent, and so are
 * all of a function that the standard does not know: nobody can tell what they would show.
 */
export function readWindows(values: Values): Windows {
  const name = values.text(Tag.voiLutFunction) ?? 'LINEAR';
  if (!isVoiLutFunction(name)) return { voiLutFunction: 'LINEAR', windows: [] };
  const widths = values.decimals(Tag.windowWidth);
  const explanations = values.text(Tag.windowCenterWidthExplanation)?.split('\\') ?? [];
  const windows = values
    .decimals(Tag.windowCenter)
    .slice(0, mostWindows)
    .map((center, i) => ({ center, width: widths[i] ?? NaN, explanation: explanations[i] || null }))
    .filter(
      ({ center, width }) => Number.isFinite(center) && Number.isFinite(width) && width >= narrowest[name],
    );
  return { voiLutFunction: name, windows };
}

function isVoiLutFunction(name: string): name is VoiLutFunction {
  return Object.hasOwn(narrowest, name);
}
