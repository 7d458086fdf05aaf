import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyInspectable, linkFolder } from '../../../src-main/development/dist/inspectable-copy.ts';
import { packagedExecutable, unpackedFolder } from '../../../src-main/development/dist/package-places.ts';
import { checkout } from './checkout.ts';
import { publishedRuntime, type TestRuntime } from './runtime.ts';
import { writeUnprivilegedLauncher } from './unprivileged.ts';

/** The unpacked app, as it is put into every package. */
export interface PackagedApp {
  readonly folder: string;
  readonly executable: string;
  /** How a window of its inspectable copy is started. */
  readonly inspectable: TestRuntime;
}

/** Builds the package, unless it was built from the same files before. */
export async function packagedApp(): Promise<PackagedApp> {
  const dist = join(checkout, 'src-main', 'development', 'dist', 'main.ts');
  const tsx = join(checkout, 'node_modules', '.bin', 'tsx');
  const built = spawnSync(tsx, [dist, '--dir', '--reuse'], { cwd: checkout, encoding: 'utf8' });
  if (built.status !== 0) throw new Error(`No package could be built:\n${built.stdout}${built.stderr}`);
  const folder = join(checkout, unpackedFolder);
  const executable = await copyInspectable(folder, `${folder}-inspectable`);
  return { folder, executable: join(folder, packagedExecutable), inspectable: runtimeOf(executable) };
}

/**
 * A package like the one in `folder` but for one byte of one file of its resources: of a licence's text where it
 * holds one, so that nothing but the sum can tell, else the last.
 */
export function withAltered(
  folder: string,
  file: string,
): { readonly folder: string; readonly runtime: TestRuntime } {
  // Beside the original, so that hard links reach it.
  const copy = mkdtempSync(`${folder}-altered-`);
  chmodSync(copy, 0o755);
  linkFolder(folder, copy);
  const altered = join(copy, 'resources', file);
  const bytes = readFileSync(altered);
  const licence = bytes.indexOf('Permission is hereby granted');
  bytes[licence < 0 ? bytes.length - 1 : licence]! ^= 1;
  rmSync(altered);
  writeFileSync(altered, bytes);
  return { folder: copy, runtime: runtimeOf(join(copy, packagedExecutable)) };
}

/** As the user that the other windows of this run have. */
export function runtimeOf(executable: string): TestRuntime {
  const runtime = publishedRuntime();
  const asRoot = process.getuid?.() !== 0 || runtime.switches.length > 0;
  const folder = mkdtempSync(join(runtime.folder, 'package-'));
  chmodSync(folder, 0o755);
  return {
    ...runtime,
    executable: asRoot ? executable : writeUnprivilegedLauncher(executable, folder),
    leadingArguments: [],
  };
}

/** What a process of the package said, and how it ended; without a display, and not as root where that can be. */
export function runPackaged(command: string, parameters: readonly string[]): ReturnType<typeof spawnText> {
  const { executable } = runtimeOf(command);
  return spawnText(executable, parameters);
}

function spawnText(command: string, parameters: readonly string[]) {
  const { DISPLAY: _none, WAYLAND_DISPLAY: _neither, ...environment } = process.env;
  const { status, stdout, stderr } = spawnSync(command, parameters, {
    cwd: tmpdir(),
    encoding: 'utf8',
    env: environment,
    timeout: 60_000,
  });
  return { status, stdout, stderr };
}
