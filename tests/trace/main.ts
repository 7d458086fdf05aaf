/** `npm run trace`: writes docs/trace.md. */
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { tracePage } from './page.ts';

const checkout = resolve(import.meta.dirname, '../..');
const file = join(checkout, 'docs', 'trace.md');
writeFileSync(file, tracePage(checkout));
console.log(file);
