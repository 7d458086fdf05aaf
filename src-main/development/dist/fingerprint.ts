import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unpackedFolder } from './package-places.ts';

/** All that an unpacked app is made from; the packages in node_modules by their lock file. */
const ingredients = [
  'out',
  'assets',
  'electron-builder.yml',
  'package-lock.json',
  'src-main/development/dist',
];

/** SHA-256 over names and contents of what a package is made from. */
export function fingerprintOf(checkout: string): string {
  const hash = createHash('sha256');
  for (const file of ingredients.flatMap((name) => filesIn(checkout, name)))
    hash.update(`${file}\0`).update(readFileSync(join(checkout, file)));
  return hash.digest('hex');
}

/** Whether the unpacked app was built from just these ingredients. */
export function isBuilt(checkout: string, fingerprint: string): boolean {
  const note = noteIn(checkout);
  if (!existsSync(note) || !existsSync(join(checkout, unpackedFolder))) return false;
  return readFileSync(note, 'utf8') === fingerprint;
}

/** Before it is built anew: a build that fails must not pass for the one before. */
export function forgetBuilt(checkout: string): void {
  rmSync(noteIn(checkout), { force: true });
}

/** Says that the unpacked app is as `fingerprint` tells, once it is whole. */
export function noteBuilt(checkout: string, fingerprint: string): void {
  writeFileSync(noteIn(checkout), fingerprint);
}

function noteIn(checkout: string): string {
  return join(checkout, `${unpackedFolder}.sha256`);
}

function filesIn(checkout: string, name: string): string[] {
  if (!statSync(join(checkout, name)).isDirectory()) return [name];
  return readdirSync(join(checkout, name), { recursive: true, encoding: 'utf8' })
    .map((file) => join(name, file))
    .filter((file) => statSync(join(checkout, file)).isFile())
    .sort();
}
