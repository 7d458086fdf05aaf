/** `npm run package-model -- --model DIR --out FILE [--key PRIVATE.pem]`: a model as a package to be installed. */
import { readFileSync, writeFileSync } from 'node:fs';
import { createPublicKey } from 'node:crypto';
import { parseArgs } from 'node:util';
import { toErrorReport } from '#common/errors';
import { packModel } from '#node/models/pack-model';

const { values } = parseArgs({
  options: {
    model: { type: 'string', default: 'assets/models' },
    out: { type: 'string', default: 'fracture-classifier.osteon-model' },
    key: { type: 'string' },
  },
});
try {
  const key = values.key === undefined ? null : readFileSync(values.key, 'utf8');
  writeFileSync(values.out, await packModel(values.model, key));
  console.log(`${values.out}: ${key === null ? 'unsigned' : `signed; for the policy: ${publicKeyOf(key)}`}`);
} catch (thrown) {
  const { code, message } = toErrorReport(thrown);
  console.error(`${code}: ${message}`);
  process.exitCode = 1;
}

function publicKeyOf(privateKey: string): string {
  return createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).toString('base64');
}
