import { execFileSync, spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  readCheckpoint,
  writeCheckpoint,
  type Checkpoint,
} from '../../../training/fine-tuning/checkpoint.ts';

const folder = mkdtempSync(join(tmpdir(), 'osteon-checkpoint-'));
afterAll(() => rmSync(folder, { recursive: true }));

const vectors = { parameters: Float32Array.of(1, 2), velocity: Float32Array.of(3, 4) };
const record = { epoch: 1, size: 64, meanLoss: 0.1 + 0.2, validationAuroc: 0.9, minutes: 1, losses: [0.3] };

describe('writeCheckpoint', () => {
  it.each<[string, Checkpoint]>([
    ['between epochs', { configurationSha256: 'a', history: [record], state: { step: 7, vectors } }],
    [
      'within an epoch',
      {
        configurationSha256: 'a',
        history: [],
        state: { step: 3, vectors },
        epochSoFar: { lossSum: 1 / 3, minutes: 0.1, losses: [0.1, 0.7] },
      },
    ],
  ])('keeps all that a training %s goes on from', async (_, checkpoint) => {
    const path = join(folder, 'last.safetensors');
    await writeCheckpoint(path, checkpoint);
    expect(await readCheckpoint(path)).toEqual(checkpoint);
  });
});

const checkout = join(__dirname, '../../..');
/** Writes a small checkpoint and then one of a megabyte in the given place, and says what came of it. */
const script = `
import { readCheckpoint, writeCheckpoint } from ${JSON.stringify(join(checkout, 'training/fine-tuning/checkpoint.ts'))};
const path = process.env.PLACE + '/last.safetensors';
const at = (step, length) => ({ configurationSha256: '', history: [], state: { step, vectors: { parameters: new Float32Array(length) } } });
await writeCheckpoint(path, at(1, 8));
const failure = await writeCheckpoint(path, at(2, 262144)).catch((thrown) => thrown);
console.log(JSON.stringify({ code: failure?.code, message: failure?.message, step: (await readCheckpoint(path)).state.step }));
`;

const scriptFile = join(folder, 'write.mts');
beforeAll(() => writeFileSync(scriptFile, script));

const tsx = createRequire(__filename).resolve('tsx/cli');

interface Outcome {
  readonly code: string;
  readonly message: string;
  readonly step: number;
}

/** Runs the script after a line of shell that leaves `$PLACE` too small for its second checkpoint. */
function writeInto(place: string, limit: string, wrapper: readonly string[]): Outcome {
  const line = `${limit} && exec "$NODE" "$TSX" --tsconfig training/tsconfig.json "$SCRIPT"`;
  const [command = '', ...leading] = [...wrapper, 'bash', '-c', line];
  const env = { ...process.env, NODE: process.execPath, TSX: tsx, SCRIPT: scriptFile, PLACE: place };
  const stdout = execFileSync(command, leading, { cwd: checkout, env, encoding: 'utf8' });
  return JSON.parse(stdout.trim()) as Outcome;
}

const whole = {
  code: 'output-unwritable',
  message: expect.stringMatching(
    /^Step 2 could not be kept: the disk is full\. The checkpoint before it is whole/,
  ),
  step: 1,
};

describe('writeCheckpoint without room', () => {
  it('leaves the last checkpoint whole where a file may not grow any further', () => {
    const place = mkdtempSync(join(folder, 'limited-'));
    expect(writeInto(place, 'ulimit -f 64', [])).toEqual(whole);
    expect(readdirSync(place)).toEqual(['last.safetensors']);
  }, 120_000);

  const mounts = spawnSync('unshare', ['-rm', 'true']).status === 0;
  const itMounts = mounts ? it : it.skip;
  itMounts(
    'leaves the last checkpoint whole on a full disk (needs a user namespace for a small one)',
    () => {
      const place = mkdtempSync(join(folder, 'disk-'));
      const mount = 'mount -t tmpfs -o size=256k tmpfs "$PLACE"';
      expect(writeInto(place, mount, ['unshare', '-rm'])).toEqual(whole);
    },
    120_000,
  );
});
