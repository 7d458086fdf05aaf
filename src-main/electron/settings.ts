import { readFileSync, statSync } from 'node:fs';
import type { ProviderChoice } from '#common/contract/ipc';
import { AppError, toPageReport, type ErrorReport } from '#common/errors';
import type { Preferences } from '#common/preferences/preferences';
import {
  largestSettingsFile,
  readSettings,
  usualSettings,
  writeSettings,
  type SettingsDocument,
} from '#common/preferences/settings-file';
import { noPolicy, withLocked, type Policy } from '#common/preferences/policy';
import { isAbsence, replaceFile, setAside } from './json-file.ts';

/** What a person chose, kept between starts in one file; an administrator's policy goes before it. */
export class Settings {
  readonly #path: string;
  readonly #policy: Policy;
  #current: SettingsDocument = usualSettings;
  /** Why the file found at the start was set aside; null where it was read, or there was none. */
  readonly problem: ErrorReport | null;

  constructor(path: string, policy = noPolicy) {
    this.#path = path;
    this.#policy = policy;
    this.problem = this.#read();
  }

  get provider(): ProviderChoice {
    return this.#policy.provider ?? this.#current.machine.provider;
  }

  get preferences(): Preferences {
    return withLocked(this.#current.preferences, this.#policy.preferences, this.locks);
  }

  /** What nobody but the administrator can change, see `Policy`. */
  get locks(): readonly string[] {
    return this.#policy.locks;
  }

  /**
   * For this run only, until `keep`: a provider that takes the engine down must not do so at every start.
   *
   * @throws AppError locked-by-policy
   */
  tryProvider(provider: ProviderChoice): void {
    if (this.#policy.provider !== null) {
      if (provider === this.#policy.provider) return;
      throw new AppError('locked-by-policy', 'What the model runs on is set by the administrator.');
    }
    this.#current = { ...this.#current, machine: { ...this.#current.machine, provider } };
  }

  /** Remembers what is set now for the next start. @throws AppError settings-unwritable */
  keep(): void {
    try {
      replaceFile(this.#path, writeSettings(this.#current));
    } catch (cause) {
      throw new AppError('settings-unwritable', 'The settings file cannot be written.', { cause });
    }
  }

  /**
   * Holds even where it cannot be kept. Of what is locked the person's own earlier choice stays in the file, and
   * holds again once the policy is gone.
   *
   * @throws AppError settings-unwritable
   */
  prefer(preferences: Preferences): void {
    const own = this.#current.preferences;
    this.#current = { ...this.#current, preferences: withLocked(preferences, own, this.locks) };
    this.keep();
  }

  #read(): ErrorReport | null {
    try {
      this.#current = readSettingsFile(this.#path);
      return null;
    } catch (thrown) {
      if (isAbsence(thrown)) return null;
      setAside(this.#path);
      return toPageReport(thrown);
    }
  }
}

/**
 * Reads a settings file wherever it lies; one larger than any of Osteon's is not even opened.
 *
 * @throws AppError invalid-settings, settings-newer, settings-too-large; what the file system throws
 */
export function readSettingsFile(path: string): SettingsDocument {
  const { size } = statSync(path);
  if (size > largestSettingsFile)
    throw new AppError('settings-too-large', `A settings file of ${Math.ceil(size / 1e6)} MB is none.`);
  return readSettings(readFileSync(path, 'utf8'));
}
