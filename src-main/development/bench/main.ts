import { parseArgs } from 'node:util';
import { toErrorReport } from '#common/errors';
import { describeMachine } from './machine.ts';
import { summarise, type Measurement } from './measurement.ts';
import { measureBatch } from './batch.ts';
import { measureBrowsing } from './browse.ts';
import { measureDecoding } from './decode.ts';
import { measureInference } from './infer.ts';
import { measureOpening } from './open.ts';
import { measureRuntimes } from './runtimes.ts';
import { measureScan } from './scan.ts';
import { measureScanBesidePython } from './scan-beside-python.ts';
import { measureStart } from './start.ts';
import { measureTraining } from './train.ts';
import { measureViewer } from './viewer.ts';
import { measureWindowDrag } from './window-drag.ts';

const benchmarks: Readonly<Record<string, () => Promise<readonly Measurement[]>>> = {
  start: measureStart,
  batch: measureBatch,
  browse: measureBrowsing,
  open: measureOpening,
  decode: measureDecoding,
  infer: async () => [...(await measureInference()), ...(await measureRuntimes())],
  scan: async () => [...(await measureScan()), ...(await measureScanBesidePython(films))],
  train: measureTraining,
  viewer: () => measureViewer(films, (line) => console.error(`viewer: ${line}`)),
  drag: measureWindowDrag,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean' }, films: { type: 'string', default: '1000' } },
});
/** Of the benchmarks `viewer` and `scan`. */
const films = Math.max(2, Number.parseInt(values.films, 10) || 0);
const unknown = positionals.filter((name) => !(name in benchmarks));
if (positionals.length === 0 || unknown.length > 0) {
  console.error(
    `Usage: npm run bench -- NAME... [--json] [--films COUNT]   with NAME of ${Object.keys(benchmarks).join(', ')}`,
  );
  process.exitCode = 2;
} else {
  await run(positionals);
}

async function run(names: readonly string[]): Promise<void> {
  const machine = describeMachine();
  if (!values.json) console.log(describe(machine));
  for (const name of names) {
    try {
      for (const measurement of await benchmarks[name]!()) print(name, measurement);
    } catch (thrown) {
      process.exitCode = 1;
      const { code, message } = toErrorReport(thrown);
      console.error(`${name}: ${code}: ${message}`);
    }
  }

  function print(name: string, measurement: Measurement): void {
    const summary = summarise(measurement);
    if (values.json) return console.log(JSON.stringify({ benchmark: name, machine, ...summary }));
    const memory = summary.peakMemoryMiB === null ? 'not read' : `${summary.peakMemoryMiB} MiB`;
    console.log(`${name}: ${summary.what}`);
    console.log(`  median ${summary.median} ${summary.unit}, 95th percentile ${summary.p95} ${summary.unit}`);
    console.log(`  ${summary.runs} runs, peak memory ${memory}`);
    for (const remark of summary.remarks) console.log(`  ${remark}`);
  }
}

function describe(machine: ReturnType<typeof describeMachine>): string {
  const versions = Object.entries(machine.versions).map(([name, version]) => `${name} ${version}`);
  return [
    `${machine.processor}, ${machine.cores} cores, ${machine.memoryGiB} GiB, ${machine.system}`,
    `${versions.join(', ')}, load before the run ${machine.loadBefore}`,
  ].join('\n');
}
