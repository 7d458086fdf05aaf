import type { ModelTrust } from '#common/contract/model-trial';
import { ModelShelf } from '../models/model-shelf.ts';

/** Where the command finds what ships beside it, and the models that were installed. */
export interface Installation {
  readonly decodeWorker: string;
  readonly probeWorker: string;
  /** Of the model in use. */
  readonly modelDirectory: string;
  readonly models: {
    /** The folder of installed models. */
    readonly shelf: string;
    /** The folder of the model that Osteon brings. */
    readonly builtIn: string;
    /** The sample study, which models are compared on. */
    readonly films: string;
    readonly trust: ModelTrust;
  };
}

/** With the model that is in use as the command starts. */
export function installationWith(parts: Omit<Installation, 'modelDirectory'>): Installation {
  const { shelf, builtIn, trust } = parts.models;
  return { ...parts, modelDirectory: new ModelShelf(shelf, builtIn, trust).directory };
}
