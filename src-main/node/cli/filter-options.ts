import type { FilmFilter } from '#common/batch/film-filter';
import { InvalidArgumentError, type Command } from 'commander';
import { positiveInteger } from './options.ts';

/** The options that choose among films, as commander hands them over. */
export interface FilterOptions {
  readonly modality?: readonly string[];
  readonly exceptModality?: readonly string[];
  readonly bodyPart?: readonly string[];
  readonly exceptBodyPart?: readonly string[];
  readonly from?: string;
  readonly until?: string;
  readonly minSide?: number;
  readonly maxSide?: number;
}

/** Adds `--modality` and its like to a command that takes folders. */
export function withFilterOptions(command: Command): Command {
  return command
    .option('--modality <list>', 'only films of these modalities, as in DX,CR', words)
    .option('--except-modality <list>', 'no films of these', words)
    .option('--body-part <list>', 'only films of these body parts, as in HAND,WRIST', words)
    .option('--except-body-part <list>', 'no films of these', words)
    .option('--from <date>', 'only studies from this day on, as in 20260131', day)
    .option('--until <date>', 'only studies until this day', day)
    .option('--min-side <pixels>', 'only films whose shorter side has as many pixels', positiveInteger)
    .option('--max-side <pixels>', 'only films whose shorter side has no more', positiveInteger);
}

/** The filter that the options make. */
export function filterOf(options: FilterOptions): FilmFilter {
  const { modality, exceptModality, bodyPart, exceptBodyPart, from, until, minSide, maxSide } = options;
  return {
    ...(modality && { modalities: modality }),
    ...(exceptModality && { exceptModalities: exceptModality }),
    ...(bodyPart && { bodyParts: bodyPart }),
    ...(exceptBodyPart && { exceptBodyParts: exceptBodyPart }),
    ...(from && { from }),
    ...(until && { until }),
    ...(minSide && { leastSide: minSide }),
    ...(maxSide && { mostSide: maxSide }),
  };
}

function words(text: string): readonly string[] {
  const list = text.split(',').map((word) => word.trim().toUpperCase());
  if (list.includes('')) throw new InvalidArgumentError('It must be a list of words, as in DX,CR.');
  return list;
}

function day(text: string): string {
  const digits = text.replaceAll('-', '');
  if (!/^\d{8}$/.test(digits)) throw new InvalidArgumentError('It must be a day, as in 20260131.');
  return digits;
}
