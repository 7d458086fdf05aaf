import * as v from 'valibot';
import { providerChoiceSchema, type ProviderChoice } from '../contract/engine-status.ts';
import { modelTrustSchema, type ModelTrust } from '../contract/model-trial.ts';
import { AppError } from '../errors.ts';
import { networkSchema, type NetworkSettings } from '../network/configuration.ts';
import { preferencesSchema, usualPreferences, type Preferences } from './preferences.ts';

/** In bytes; every setting written out takes a tenth of it. */
export const largestPolicyFile = 200_000;

/** What an administrator decided for everybody on this computer. */
export interface Policy {
  readonly provider: ProviderChoice | null;
  /** Without a policy nothing can be installed: no key is trusted. */
  readonly models: ModelTrust;
  /** The values that hold, of the settings that `locks` names. */
  readonly preferences: Preferences;
  /** `provider`, and settings by section and name, as `secondReader.readFirst`. */
  readonly locks: readonly string[];
  /** What is allowed to speak DICOM over the network; null where nothing is. */
  readonly network: NetworkPolicy | null;
}

/** What the administrator gives is fixed; a person chooses what is left out. */
export type NetworkPolicy = Partial<NetworkSettings>;

/** Where there is no policy. */
export const noPolicy: Policy = {
  provider: null,
  models: { install: 'signed', keys: [] },
  preferences: usualPreferences,
  locks: [],
  network: null,
};

const { aeTitle, nodes, listener } = networkSchema.entries;
const networkPolicySchema = v.strictObject({
  aeTitle: v.exactOptional(aeTitle.wrapped),
  nodes: v.exactOptional(nodes.wrapped),
  listener: v.exactOptional(listener.wrapped),
});

const policySchema = v.strictObject({
  format: v.literal('osteon-policy'),
  version: v.literal(1),
  network: v.optional(v.nullable(networkPolicySchema), null),
  locked: v.strictObject({
    provider: v.optional(providerChoiceSchema),
    models: v.optional(modelTrustSchema, { install: 'signed', keys: [] }),
    preferences: v.optional(v.record(v.string(), v.record(v.string(), v.unknown())), {}),
  }),
});

/**
 * The text of a policy file. Other than a settings file it is refused as a whole for a name that this Osteon does
 * not know: an administrator must not believe locked what is not.
 *
 * @throws AppError policy-invalid
 */
export function readPolicy(text: string): Policy {
  const parsed = v.safeParse(policySchema, parseJson(text));
  if (!parsed.success) throw invalid(v.getDotPath(parsed.issues[0]) ?? 'its beginning');
  const { provider = null, models, preferences: chosen } = parsed.output.locked;
  const names = Object.entries(chosen).flatMap(([section, choices]) =>
    Object.keys(choices).map((name) => `${section}.${name}`),
  );
  const stranger = names.find((name) => !isSetting(name));
  if (stranger !== undefined) throw invalid(stranger);
  const preferences = v.safeParse(preferencesSchema, chosen);
  if (!preferences.success) throw invalid(v.getDotPath(preferences.issues[0]) ?? 'its settings');
  return {
    provider,
    models,
    network: parsed.output.network,
    preferences: preferences.output,
    locks: provider === null ? names : ['provider', ...names],
  };
}

/** `preferences` with what is locked as it stands in `lawful`. */
export function withLocked(
  preferences: Preferences,
  lawful: Preferences,
  locks: readonly string[],
): Preferences {
  const result: Record<string, object> = { ...preferences };
  const source = lawful as Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  for (const lock of locks) {
    const [section = '', name = ''] = lock.split('.');
    if (name !== '') result[section] = { ...result[section], [name]: source[section]![name] };
  }
  // Only values of settings took the place of values of the same settings.
  return result as unknown as Preferences;
}

function isSetting(name: string): boolean {
  const [section = '', key = ''] = name.split('.');
  const settings = usualPreferences as Readonly<Record<string, object>>;
  return Object.hasOwn(settings, section) && Object.hasOwn(settings[section]!, key);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw invalid('its beginning, which is not JSON');
  }
}

function invalid(place: string): AppError {
  return new AppError('policy-invalid', `The policy file holds something unknown at ${place}.`);
}
