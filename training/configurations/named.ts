import type { TrainingConfiguration } from '../fine-tuning/configuration.ts';
import { clinic } from './clinic.ts';
import { full } from './full.ts';
import { minute } from './minute.ts';
import { plain } from './plain.ts';
import { published } from './published.ts';
import { robust } from './robust.ts';
import { shipped } from './shipped.ts';
import { steady } from './steady.ts';
import { twins } from './twins.ts';

/** The trainings that `--configuration` knows. */
export const configurations: Readonly<Record<string, TrainingConfiguration>> = {
  shipped,
  full,
  plain,
  published,
  robust,
  steady,
  twins,
  clinic,
  minute,
};

/** @throws RangeError naming those there are. */
export function configurationNamed(name: string): TrainingConfiguration {
  const configuration = Object.hasOwn(configurations, name) ? configurations[name] : undefined;
  if (configuration !== undefined) return configuration;
  throw new RangeError(`There is no configuration ${name}, only ${Object.keys(configurations).join(', ')}.`);
}
