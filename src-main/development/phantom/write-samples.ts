import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderSampleStudy } from './sample-study.ts';

const folder = join(import.meta.dirname, '../../../assets/samples');
mkdirSync(folder, { recursive: true });
for (const { fileName, bytes } of renderSampleStudy()) {
  writeFileSync(join(folder, fileName), bytes);
  console.log(`${fileName}: ${bytes.length} bytes`);
}
