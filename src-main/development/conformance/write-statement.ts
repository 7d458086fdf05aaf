import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { conformanceStatement } from './statement.ts';

const file = join(import.meta.dirname, '../../../docs/dicom-conformance.md');
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, conformanceStatement());
console.log(file);
