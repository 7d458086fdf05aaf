import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseDataSet } from '#common/dicom/parse';
import { readImagePixelModule } from '#common/dicom/image-pixel-module';
import { storedFrameDecoder } from '#node/decode/dicom-file';
import type { Turn } from './peer.ts';

/** Decodes a DICOM file as often as each line of its input says; a process of its own, to see its memory. */
const [path = '', reduction = '1'] = process.argv.slice(2);
const { numberOfFrames } = readImagePixelModule(parseDataSet(readFileSync(path)));
const { node = '', electron } = process.versions;
console.log(JSON.stringify({ versions: { Node: node, ...(electron ? { Electron: electron } : {}) } }));

for await (const line of createInterface({ input: process.stdin })) {
  const milliseconds: number[] = [];
  for (let round = 0; round < Number(line); round++) {
    const start = performance.now();
    const decode = storedFrameDecoder(readFileSync(path));
    for (let frame = 0; frame < numberOfFrames; frame++) await decode(frame, Number(reduction));
    milliseconds.push(performance.now() - start);
  }
  const peakMemoryMiB = process.resourceUsage().maxRSS / 1024;
  console.log(JSON.stringify({ milliseconds, results: [], peakMemoryMiB } satisfies Turn));
}
