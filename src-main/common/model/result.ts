import type { Letterbox } from '../imaging/letterbox.ts';

/** Why the scope gate decided as it did; one word each, closed, stable in CSV and JSON. */
export const scopeReasons = [
  'validated',
  'no-tags',
  'region-not-validated',
  'body-part-unknown',
  'under-18',
  'age-unknown',
  'synthetic-film',
  'modality',
  'body-part',
  'view',
  'for-processing',
  'secondary-capture',
  'multi-frame',
  'colour-image',
  'image-quality',
  'unlike-training-films',
] as const;

export type ScopeReason = (typeof scopeReasons)[number];

/** `unknown` is shown as "not validated for this image"; `outOfScope` never carries a number. */
export type ScopeStatus = 'inScope' | 'unknown' | 'outOfScope';

export interface Scope {
  readonly status: ScopeStatus;
  readonly reason: ScopeReason;
}

/** `notFlagged` never rules a fracture out. */
export type Label = 'suspected' | 'doubtful' | 'notFlagged';

export type OperatingPointName = 'sensitive' | 'specific';

/** A number to order films by; alone it says nothing of a film. */
export interface Score {
  /** Raw network output, before calibration. */
  readonly logit: number;
  /** Calibrated, in [0, 1]. */
  readonly probability: number;
}

/** What the model says as far as its card lets it: without the release there is no label to show by mistake. */
export type Prediction =
  | (Score & {
      readonly release: 'threeWay';
      readonly label: Label;
      /** The operating point whose threshold decided the label. */
      readonly operatingPoint: OperatingPointName;
    })
  | (Score & { readonly release: 'rankingOnly' });

/** The class activation map: calibrated logits per cell of the network's last feature map. */
export interface AttentionMap {
  readonly rows: number;
  readonly columns: number;
  /** `rows * columns`, C order. */
  readonly logits: Float32Array;
  /** Where the film lies inside the network's input, so that cells can be put back over it. */
  readonly letterbox: Letterbox;
}

export type Provider = 'cpu' | 'cuda' | 'dml' | 'webgpu' | 'coreml';

/** What ran: stands beside every number that leaves the engine. */
export interface InferenceStamp {
  readonly provider: Provider;
  readonly model: { readonly name: string; readonly version: string; readonly sha256: string };
  /** From decoded pixels to probability: preprocessing and inference. */
  readonly milliseconds: number;
}

/** A result of one frame. A film out of scope has no prediction to show by mistake: the type has none. */
export type ImageResult =
  | { readonly scope: Scope & { readonly status: 'outOfScope' } }
  | {
      readonly scope: Scope & { readonly status: 'inScope' | 'unknown' };
      readonly prediction: Prediction;
      readonly attentionMap: AttentionMap;
      readonly stamp: InferenceStamp;
    };
