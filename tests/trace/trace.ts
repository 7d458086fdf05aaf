import { agreement } from './agreement.ts';
import { batch } from './batch.ts';
import { browsing } from './browsing.ts';
import { installation } from './installation.ts';
import { measuring } from './measuring.ts';
import { objects } from './objects.ts';
import { patients } from './patients.ts';
import { pixels } from './pixels.ts';
import { privacy } from './privacy.ts';
import { secondReader } from './second-reader.ts';
import { security } from './security.ts';
import type { Traced } from './traced.ts';

/** Every requirement of docs/requirements.md with the tests that hold it. */
export const trace: Traced = {
  ...pixels,
  ...patients,
  ...secondReader,
  ...measuring,
  ...browsing,
  ...batch,
  ...objects,
  ...agreement,
  ...privacy,
  ...security,
  ...installation,
};
