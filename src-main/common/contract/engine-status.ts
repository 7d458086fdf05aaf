import * as v from 'valibot';
import type { ErrorReport } from '../errors.ts';
import type { Provider } from '../model/result.ts';

export type ProviderChoice = Provider | 'auto';
export const providerChoiceSchema = v.picklist(['auto', 'cpu', 'cuda', 'dml', 'webgpu', 'coreml']);

/** What the status bar says of the engine. */
export type EngineStatus =
  | { readonly state: 'starting' }
  | {
      readonly state: 'ready';
      readonly provider: Provider;
      readonly model: { readonly name: string; readonly version: string; readonly sha256: string };
      /** Why a provider faster than the CPU was passed over, for the curious; empty when none was tried. */
      readonly passedOver: readonly string[];
    }
  /** Decoding works, the classifier does not: "viewer without AI". */
  | { readonly state: 'viewerOnly'; readonly error: ErrorReport }
  /** The engine process is gone and being restarted, or has been given up. */
  | { readonly state: 'restarting' }
  | { readonly state: 'down'; readonly error: ErrorReport };
