import * as v from 'valibot';
import { providerChoiceSchema, type ProviderChoice } from '#common/contract/ipc';
import { JsonFile } from './json-file.ts';

const settingsSchema = v.object({ provider: providerChoiceSchema });
type StoredSettings = v.InferOutput<typeof settingsSchema>;

/** What a person chose for this machine, kept between starts. */
export class Settings {
  readonly #file: JsonFile<StoredSettings>;
  #current: StoredSettings;

  constructor(path: string) {
    this.#file = new JsonFile(path, settingsSchema, { provider: 'auto' });
    this.#current = this.#file.read();
  }

  get provider(): ProviderChoice {
    return this.#current.provider;
  }

  /** For this run only, until `keep`: a provider that takes the engine down must not do so at every start. */
  tryProvider(provider: ProviderChoice): void {
    this.#current = { ...this.#current, provider };
  }

  /** Remembers what is set now for the next start. */
  keep(): void {
    this.#file.write(this.#current);
  }
}
