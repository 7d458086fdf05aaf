import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { preprocess } from '#common/imaging/preprocess';
import { decodeFrame } from '#node/decode/decode-frame';
import { createClassifier, type Classifier } from '#node/inference/classifier';
import { measuredFiles, measuredPath, modelDirectory, samplesDirectory } from './checkout.ts';
import type { Measurement } from './measurement.ts';

const runs = 40;
const warmUps = 5;

/** From a file's bytes in memory to its probability, stage by stage, in one process on the CPU. */
export async function measureInference(): Promise<readonly Measurement[]> {
  const classifier = await createClassifier({ modelDirectory, provider: 'cpu' });
  const { rows, columns } = classifier.card.input;
  const films = [
    ['synthetic film 960x640, uncompressed', join(samplesDirectory, 'phantom-fracture.dcm')],
    ['hand radiograph 2500x2048, JPEG 2000', measuredPath(measuredFiles.hand)],
    ['FracAtlas film, JPEG', join(measuredPath(measuredFiles.fracAtlas), 'images/IMG0000000.jpg')],
  ] as const;
  const measurements: Measurement[] = [];
  for (const [name, path] of films) measurements.push(...(await measureFilm(classifier, name, path)));
  await classifier.release();
  return measurements.map((measurement) => ({
    ...measurement,
    remarks: [`${classifier.card.name} ${classifier.card.version}, ${columns}x${rows}, provider cpu`],
  }));
}

async function measureFilm(classifier: Classifier, name: string, path: string): Promise<Measurement[]> {
  const bytes = await readFile(path);
  const stages = {
    whole: [] as number[],
    decode: [] as number[],
    preprocess: [] as number[],
    network: [] as number[],
  };
  for (let run = -warmUps; run < runs; run++) {
    const start = performance.now();
    const frame = await decodeFrame(bytes, 0);
    const decoded = performance.now();
    const input = preprocess(frame, classifier.card.input);
    const prepared = performance.now();
    await classifier.classify(input);
    const end = performance.now();
    if (run < 0) continue;
    stages.whole.push(end - start);
    stages.decode.push(decoded - start);
    stages.preprocess.push(prepared - decoded);
    stages.network.push(end - prepared);
  }
  const peakMemoryMiB = process.resourceUsage().maxRSS / 1024;
  const row = (what: string, samples: readonly number[]): Measurement => ({
    what: `${name}: ${what}`,
    unit: 'ms',
    samples,
    peakMemoryMiB,
    remarks: [],
  });
  return [
    row('bytes to probability', stages.whole),
    row('of which decoding', stages.decode),
    row('of which preprocessing', stages.preprocess),
    row('of which the network', stages.network),
  ];
}
