/** Where the built command finds what ships beside it. */
export interface Installation {
  readonly decodeWorker: string;
  readonly probeWorker: string;
  readonly modelDirectory: string;
}
