import { spawnSync } from 'node:child_process';
import { isCommand } from '../system-libraries.ts';

/** The tools that judge objects, and Debian's packages of them. */
export const validatorPackages = { dciodvfy: 'dicom3tools', dsrdump: 'dcmtk', dcmpschk: 'dcmtk' } as const;

export type Validator = keyof typeof validatorPackages;

/** The validators that are not installed. */
export function missingValidators(): readonly Validator[] {
  const names = Object.keys(validatorPackages) as Validator[];
  return names.filter((name) => !isCommand(name));
}

/** What dciodvfy calls an error in a file, against the module definitions of PS3.3; warnings are left out. */
export function iodErrors(file: string): readonly string[] {
  const { stdout, stderr } = spawnSync('dciodvfy', [file], { encoding: 'utf8', maxBuffer: 2 ** 24 });
  return [...new Set(`${stdout}\n${stderr}`.split('\n').filter((line) => line.startsWith('Error')))];
}

/** What is wrong with a structured report by DCMTK's dsrdump, or null; it checks each item and its relationship. */
export function reportError(file: string): string | null {
  const { status, stderr } = spawnSync('dsrdump', ['-Er', file], { encoding: 'utf8' });
  return status === 0 ? null : stderr.trim() || `exit status ${status}`;
}

/** What DCMTK's dcmpschk has against a presentation state, or null. */
export function presentationStateError(file: string): string | null {
  const { status, stdout, stderr } = spawnSync('dcmpschk', [file], { encoding: 'utf8' });
  const lines = `${stdout}\n${stderr}`
    .split('\n')
    .filter((line) => /error|fail|not valid|Attribute value/i.test(line));
  return status === 0 && lines.length === 0 ? null : lines.join('; ') || `exit status ${status}`;
}
