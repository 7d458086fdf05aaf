import type { InputSpec } from '#common/imaging/input-spec';
import { preprocess } from '#common/imaging/preprocess';
import { decodeFrame } from '#node/decode/decode-frame';
import { readFile } from 'node:fs/promises';
import { answerRequests } from '../threads/answer-requests.ts';

/** One frame of a file, counted from 0, to be made the input of a network. */
export interface InputRequest {
  readonly path: string;
  readonly frame: number;
  readonly input: InputSpec;
}

answerRequests(
  async ({ path, frame, input }: InputRequest) =>
    preprocess(await decodeFrame(await readFile(path), frame), input),
  ({ pixels }) => [pixels.buffer],
);
