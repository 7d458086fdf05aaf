import * as v from 'valibot';
import type { ErrorReport } from '../errors.ts';
import { nodeNameSchema, type DicomNode, type ListenerSettings } from '../network/configuration.ts';
import { path } from './requests.ts';

/** A node as the page knows it: the files of its keys stay with the engine. */
export interface ListedNode extends Pick<DicomNode, 'name' | 'aeTitle' | 'host' | 'port'> {
  readonly isEncrypted: boolean;
}

/** Where objects are received, and what came so far. */
export interface ListenerState extends Pick<ListenerSettings, 'address' | 'port' | 'callingAeTitles'> {
  /** The policy switches it on; without that nobody can. */
  readonly isAllowed: boolean;
  readonly isEncrypted: boolean;
  readonly isListening: boolean;
  /** Objects since it began. */
  readonly received: number;
  /** Objects since it began that were there before. */
  readonly known: number;
  /** Associations that were refused, broke off or spoke nonsense, and objects that could not be kept. */
  readonly troubles: number;
  readonly lastTrouble: ErrorReport | null;
}

/** What the administrator's policy allows on the network, and what goes on there. */
export interface NetworkState {
  readonly aeTitle: string;
  readonly nodes: readonly ListedNode[];
  readonly listener: ListenerState;
}

/** What the engine tells of the network while it is at work. */
export type NetworkNews =
  | { readonly kind: 'listener'; readonly listener: ListenerState }
  /** `done` counts what was refused too; once it is `total` nothing is under way. */
  | { readonly kind: 'sending'; readonly done: number; readonly total: number };

/** What a node has of what was sent to it. */
export interface SentObjects {
  readonly stored: number;
  /** Of those, how many it says to have stored other than they were sent. */
  readonly altered: number;
  /** Why it does not have the others, each reason once. */
  readonly refusals: readonly ErrorReport[];
}

/** A folder, or a node by its name in the policy. */
export const destinationSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('folder'), folder: path }),
  v.strictObject({ kind: v.literal('node'), node: nodeNameSchema }),
]);

export type Destination = Readonly<v.InferOutput<typeof destinationSchema>>;

/** As the page asks: a node by its name, or null for a place that the person chooses. */
export const wantedNodeSchema = v.nullable(nodeNameSchema);
