import * as v from 'valibot';

/** Which model packages may be installed, and by whose signature; of an administrator's policy. */
export const modelTrustSchema = v.strictObject({
  /** `signed`: by one of the keys; `any`: unsigned ones too, as a model trained in the house is; `none`. */
  install: v.picklist(['signed', 'any', 'none']),
  /** Public keys of Ed25519: SubjectPublicKeyInfo (RFC 8410), a fixed head of 12 bytes and the key's 32, in Base64. */
  keys: v.optional(
    v.pipe(v.array(v.pipe(v.string(), v.regex(/^MCowBQYDK2VwAyEA[A-Za-z0-9+/]{43}=$/))), v.maxLength(100)),
    [],
  ),
});

export type ModelTrust = v.InferOutput<typeof modelTrustSchema>;

/** What two models say of one film. */
export interface FilmComparison {
  /** The base name of a film of the sample study. */
  readonly film: string;
  /** Calibrated probabilities; null where the film is outside the model's scope, or the model could not be run. */
  readonly before: number | null;
  readonly after: number | null;
}

/** How a model that is about to be used did: it loads, and gives the reference output of its card. */
export interface ModelTrial {
  readonly name: string;
  readonly version: string;
  readonly comparison: readonly FilmComparison[];
}

/** A model that was verified, tried and laid down, and is not used yet. */
export interface StagedModel extends ModelTrial {
  readonly modelId: string;
  /** False for a package without a signature, which only a policy lets in. */
  readonly isSigned: boolean;
}
