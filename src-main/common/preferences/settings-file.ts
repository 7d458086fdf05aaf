import * as v from 'valibot';
import { providerChoiceSchema } from '../contract/engine-status.ts';
import { AppError } from '../errors.ts';
import { preferencesSchema, usualPreferences, type Preferences } from './preferences.ts';

const format = 'osteon-settings';

/** The version that is written; older ones are brought up to it, newer ones are refused. */
export const settingsVersion = 1;

/** In bytes; a thousand presets and every key remapped take a tenth of it. */
export const largestSettingsFile = 2_000_000;

const machineSchema = v.object({ provider: v.optional(providerChoiceSchema, 'auto') });

/** What holds for this computer alone and goes to no other. */
export type MachineSettings = v.InferOutput<typeof machineSchema>;

const documentSchema = v.object({
  machine: v.optional(machineSchema, {}),
  preferences: v.optional(preferencesSchema, {}),
});

/** What a settings file holds. */
export type SettingsDocument = v.InferOutput<typeof documentSchema>;

export const usualSettings: SettingsDocument = {
  machine: v.parse(machineSchema, {}),
  preferences: usualPreferences,
};

const envelopeSchema = v.looseObject({
  format: v.literal(format),
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
});

/** The first files held the provider and nothing else, not even a version. */
const firstSchema = v.strictObject({ provider: providerChoiceSchema });

/**
 * The text of a settings file, of this version or an older one, as what it means.
 *
 * @throws AppError invalid-settings, settings-newer
 */
export function readSettings(text: string): SettingsDocument {
  const written = parseJson(text);
  const first = v.safeParse(firstSchema, written);
  if (first.success) return { ...usualSettings, machine: first.output };
  const envelope = v.safeParse(envelopeSchema, written);
  if (!envelope.success) throw new AppError('invalid-settings', 'This is not a settings file of Osteon.');
  const { version } = envelope.output;
  if (version > settingsVersion)
    throw new AppError(
      'settings-newer',
      `The settings are of version ${version}, and this Osteon knows ${settingsVersion}.`,
    );
  const parsed = v.safeParse(documentSchema, written);
  if (parsed.success) return parsed.output;
  const place = v.getDotPath(parsed.issues[0]) ?? 'the file';
  throw new AppError('invalid-settings', `The settings hold something unknown at ${place}.`);
}

/** Readable text of the settings; of what a clinic shares, without the computer's own. */
export function writeSettings(settings: {
  readonly preferences: Preferences;
  readonly machine?: MachineSettings;
}): string {
  return `${JSON.stringify({ format, version: settingsVersion, ...settings }, null, 2)}\n`;
}

function parseJson(text: string): unknown {
  try {
    // Windows editors put a byte order mark first.
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new AppError('invalid-settings', 'The settings file is not JSON.', { cause });
  }
}
