import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { parse } from 'yaml';
import { AppError } from '#common/errors';

const lockSchema = v.object({
  packages: v.record(
    v.string(),
    v.object({
      version: v.optional(v.string()),
      license: v.optional(v.string()),
      dev: v.optional(v.boolean()),
      dependencies: v.optional(v.record(v.string(), v.string())),
    }),
  ),
});
type Lock = v.InferOutput<typeof lockSchema>['packages'];

/** A package of others, code of which is in the installed app. */
export interface ShippedPackage {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  /** Whether Osteon itself asks for it. */
  readonly isDirect: boolean;
  /** What is shipped and depends on it. */
  readonly neededBy: readonly string[];
}

/**
 * What the build bundled and what electron-builder.yml copies beside it, by the lock file, in alphabetical order.
 *
 * @param checkout built
 * @throws AppError internal for a package that is none of the lock file's for production, which the bill of
 * materials would not name either
 */
export function shippedPackages(checkout: string): ShippedPackage[] {
  const lock = v.parse(lockSchema, readJson(join(checkout, 'package-lock.json'))).packages;
  const places = [...new Set([...bundledPlaces(checkout), ...copiedPlaces(checkout, lock)])].sort();
  return places.map((place) => {
    const { version, license = 'not stated', dev = false } = lock[place] ?? {};
    if (version === undefined || dev)
      throw new AppError('internal', `${place} ships and is no package for production of the lock file.`);
    const name = nameOf(place);
    const neededBy = places.filter((other) => name in (lock[other]?.dependencies ?? {})).map(nameOf);
    const isDirect = name in (lock['']?.dependencies ?? {});
    return { name, version, licence: license, isDirect, neededBy };
  });
}

function bundledPlaces(checkout: string): string[] {
  return ['main', 'preload', 'renderer'].flatMap((layer) =>
    v.parse(v.array(v.string()), readJson(join(checkout, 'out', layer, 'bundled.json'))),
  );
}

function copiedPlaces(checkout: string, lock: Lock): string[] {
  const { files } = v.parse(
    v.object({ files: v.array(v.string()) }),
    parse(readFileSync(join(checkout, 'electron-builder.yml'), 'utf8')),
  );
  const wanted = files.filter((pattern) => pattern.startsWith('node_modules/')).map(placePattern);
  return Object.keys(lock).filter((place) => wanted.some((pattern) => pattern.test(place)));
}

/** The part of a glob that names a package: `@scope/name-*` or `name`, where `{a,b}` is either. */
function placePattern(glob: string): RegExp {
  const [, scope, name] = glob.split('/');
  const place = scope!.startsWith('@') ? `${scope}/${name}` : scope!;
  const alternatives = place.replace(
    /\{([^}]+)\}/g,
    (_all, names: string) => `(${names.replaceAll(',', '|')})`,
  );
  return new RegExp(`^node_modules/${alternatives.replaceAll('*', '[^/]*')}$`);
}

function nameOf(place: string): string {
  return place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
