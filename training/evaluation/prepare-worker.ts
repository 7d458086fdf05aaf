import type { InputSpec } from '#common/imaging/input-spec';
import { preprocess } from '#common/imaging/preprocess';
import { decodeFrame } from '#node/decode/decode-frame';
import { readFile } from 'node:fs/promises';
import { answerRequests } from '../threads/answer-requests.ts';

/** A film to be decoded and made the input of a network. */
export interface PrepareRequest {
  readonly path: string;
  readonly input: InputSpec;
}

answerRequests(
  async ({ path, input }: PrepareRequest) => preprocess(await decodeFrame(await readFile(path), 0), input),
  ({ pixels }) => [pixels.buffer],
);
