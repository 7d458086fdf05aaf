import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { fuzz, type FuzzTally } from './fuzz.ts';
import { madeSeeds } from './made-seeds.ts';
import { readSeeds } from './seeds.ts';

const usage = `npm run fuzz -- [--seconds N] [--seeds FOLDER] [--first N]

Damages valid image files and tries each in a process of its own, until the time is up. What crashes, hangs for 5 s,
fails without a code or takes more than 2 GiB is kept in fuzz-findings/.

  --seconds N      60 when left out
  --seeds FOLDER   files to damage beside those made on the spot; ../shared/data/dicom where that exists
  --first N        the number of the first input, 0 when left out: input N is the same in each run over the same files`;

const findingsFolder = 'fuzz-findings';
const corpus = '../shared/data/dicom';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    seeds: { type: 'string' },
    first: { type: 'string', default: '0' },
    help: { type: 'boolean', default: false },
  },
});
const [seconds, first] = [Number(values.seconds), Number(values.first)];
if (values.help) console.log(usage);
else if (!(seconds > 0) || !Number.isInteger(first)) {
  console.error(usage);
  process.exitCode = 2;
} else await run();

async function run(): Promise<void> {
  const folder = values.seeds ?? (existsSync(corpus) ? corpus : null);
  const seeds = [...(await madeSeeds()), ...(folder === null ? [] : await readSeeds(folder))];
  console.log(`${seeds.length} files to damage${folder === null ? ', all made on the spot' : ''}`);
  const begun = performance.now();
  let told = begun;
  const tally = await fuzz({
    seeds,
    targetFile: fileURLToPath(new URL('./targets/decode-target.ts', import.meta.url)),
    first,
    findingsFolder,
    goOn(soFar) {
      const now = performance.now();
      if (now - told > 10_000) {
        told = now;
        console.log(`${soFar.inputs} inputs tried, ${soFar.findings.length} findings`);
      }
      return now - begun < 1000 * seconds;
    },
  });
  report(tally, (performance.now() - begun) / 1000);
}

function report({ inputs, outcomes, findings }: FuzzTally, seconds: number): void {
  console.log(`${inputs} inputs tried in ${seconds.toFixed(0)} s`);
  for (const [outcome, count] of Object.entries(outcomes).toSorted(([, a], [, b]) => b - a))
    console.log(`  ${outcome.padEnd(28)} ${count}`);
  for (const { input, seed, kind } of findings) console.log(`  ${kind}: input ${input}, from ${seed}`);
  console.log(`${findings.length} crashes, hangs or errors without a code`);
  if (findings.length > 0) process.exitCode = 1;
}
