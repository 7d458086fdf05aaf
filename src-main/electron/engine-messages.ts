import type { Reply } from '#common/contract/call';
import type { EngineCallName, EngineEvents } from '#common/contract/engine';

/** What the main process posts to the engine process. */
export interface EngineRequest {
  readonly id: number;
  readonly name: EngineCallName;
  readonly request: unknown;
}

/** What the engine process posts back. */
export type EngineMessage =
  | { readonly kind: 'reply'; readonly id: number; readonly reply: Reply<unknown> }
  | { readonly kind: 'surveyed'; readonly payload: EngineEvents['surveyed'] }
  | { readonly kind: 'library'; readonly payload: EngineEvents['library'] }
  | { readonly kind: 'network'; readonly payload: EngineEvents['network'] };
