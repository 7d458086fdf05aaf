import type { ChainState } from './chain.ts';
import { scoresByManufacturer, scoresByMonth, type ScoreGroup } from './drift.ts';
import { isPositive, type Entry, type ReaderVerdict } from './entry.ts';
import {
  callOf,
  figuresOf,
  standingEntries,
  tableOf,
  type AgreementFigures,
  type AgreementFilter,
  type AgreementTable,
} from './statistics.ts';

/** A film on which reader and model differ. */
export interface DiscordantFilm {
  /** Of the entry. */
  readonly number: number;
  readonly when: string;
  readonly reader: string;
  readonly study: string;
  readonly bodyPart: string | null;
  readonly probability: number;
  readonly isPositive: boolean;
  readonly verdict: ReaderVerdict;
  readonly readFirst: boolean;
}

/** What the log says, of the verdicts that were asked for. */
export interface AgreementReport {
  readonly state: ChainState;
  /** Standing verdicts that the filter lets through. */
  readonly verdicts: number;
  readonly table: AgreementTable;
  readonly figures: AgreementFigures;
  /** The latest first. */
  readonly discordant: readonly DiscordantFilm[];
  readonly discordantCount: number;
  readonly byMonth: readonly ScoreGroup[];
  readonly byManufacturer: readonly ScoreGroup[];
  /** All that the filter may ask for, whatever it asks for now. */
  readonly readers: readonly string[];
  readonly models: readonly Entry['model'][];
}

/** Discordant films that are listed. */
const mostListed = 500;

export function reportOf(
  entries: readonly Entry[],
  state: ChainState,
  filter: AgreementFilter,
): AgreementReport {
  const standing = standingEntries(entries, filter);
  const table = tableOf(standing);
  const discordant = standing.filter((entry) => {
    const call = callOf(entry);
    return call !== null && call !== isPositive(entry);
  });
  return {
    state,
    verdicts: standing.length,
    table,
    figures: figuresOf(table),
    discordant: discordant
      .toSorted((a, b) => b.number - a.number)
      .slice(0, mostListed)
      .map(toDiscordant),
    discordantCount: discordant.length,
    byMonth: scoresByMonth(standing),
    byManufacturer: scoresByManufacturer(standing),
    readers: [...new Set(entries.map(({ reader }) => reader))],
    models: [...new Map(entries.map(({ model }) => [model.sha256, model])).values()],
  };
}

function toDiscordant(entry: Entry): DiscordantFilm {
  const { number, when, reader, study, bodyPart, probability, verdict, readFirst } = entry;
  return {
    ...{ number, when, reader, study, bodyPart, probability, readFirst },
    isPositive: isPositive(entry),
    // Those that were taken back do not stand.
    verdict: verdict ?? 'unsure',
  };
}
