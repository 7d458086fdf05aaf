import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

/** The encrypted index that stands in for the plain file of this path. */
export const sealedFile = (path: string): string => `${path}.sealed`;

/** Written whole before it takes a file's place. */
export const newFile = (path: string): string => `${path}.new`;

/** The encrypted index from the moment on from which its decrypted copy holds. */
const retiredFile = (path: string): string => `${sealedFile(path)}.old`;

const journals = ['-wal', '-journal'];

/** The copy, complete and checked, holds from now on, and the plain index is gone with all that lay beside it. */
export function sealedHolds(path: string): void {
  renameSync(newFile(sealedFile(path)), sealedFile(path));
  // Not every file system keeps the order: the plain index must not go before the copy has its name.
  flushFolder(dirname(path));
  finishConversion(path);
}

/** The plain copy, complete and checked, holds from now on, and the encrypted index is gone. */
export function plainHolds(path: string): void {
  renameSync(sealedFile(path), retiredFile(path));
  finishConversion(path);
}

/** Brings to its end what a killed process began; for the one that has the turn. */
export function finishConversion(path: string): void {
  if (existsSync(sealedFile(path))) {
    for (const end of ['', ...journals]) wipe(path + end);
  } else if (existsSync(retiredFile(path))) {
    if (existsSync(newFile(path))) renameSync(newFile(path), path);
    flushFolder(dirname(path));
    rmSync(retiredFile(path), { force: true });
  }
  for (const end of ['', ...journals]) wipe(newFile(path) + end);
  rmSync(newFile(sealedFile(path)), { force: true });
  flushFolder(dirname(path));
}

/** Renames the index with its journals, which may hold what the file lacks, to `*.REASON-TIME`. */
export function setAside(path: string, reason: 'damaged' | 'locked'): void {
  const suffix = `.${reason}-${new Date().toISOString().replace(/\D/g, '')}`;
  for (const end of ['', ...journals])
    if (existsSync(path + end)) renameSync(path + end, path + suffix + end);
}

/** Makes renamings last where the system can; Windows flushes no folders. */
export function flushFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Removes a file with patients' names in it, overwritten first: what a medium keeps of it is beyond a program. */
function wipe(path: string): void {
  if (!existsSync(path)) return;
  const zeros = Buffer.alloc(64 * 1024);
  const descriptor = openSync(path, 'r+');
  try {
    const { size } = fstatSync(descriptor);
    for (let at = 0; at < size; at += zeros.length)
      writeSync(descriptor, zeros, 0, Math.min(zeros.length, size - at), at);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  rmSync(path);
}
