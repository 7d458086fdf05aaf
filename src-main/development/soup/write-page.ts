/** `npm run soup`: writes docs/soup.md. */
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { soupPage } from './page.ts';

const checkout = resolve(import.meta.dirname, '../../..');
const file = join(checkout, 'docs', 'soup.md');
writeFileSync(file, soupPage(checkout));
console.log(file);
