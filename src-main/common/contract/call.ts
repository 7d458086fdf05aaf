import type * as v from 'valibot';
import type { ErrorReport } from '../errors.ts';

/** One entry of a contract table: how to check a request at run time, and the type of its answer. */
export interface Call<Request, Response> {
  readonly request: v.GenericSchema<unknown, Request>;
  /** A type only; never set. */
  readonly response?: Response;
}

/** Declares a call whose request must match `request`; the answer's type is given by the caller. */
export function answers<Response>() {
  return <Request>(request: v.GenericSchema<unknown, Request>): Call<Request, Response> => ({ request });
}

export type RequestOf<T, N extends keyof T> = T[N] extends Call<infer R, infer _> ? R : never;
export type ResponseOf<T, N extends keyof T> = T[N] extends Call<infer _, infer R> ? R : never;

/** Failures cross every boundary as values: thrown errors lose their fields in structured clone. */
export type Reply<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: ErrorReport };

/** One handler per call; leaving one out does not compile. */
export type HandlersOf<T> = {
  readonly [N in keyof T]: (request: RequestOf<T, N>) => Promise<ResponseOf<T, N>>;
};
