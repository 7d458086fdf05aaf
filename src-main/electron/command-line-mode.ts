import { app } from 'electron';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exitCode } from '#node/cli/exit-code';
import { installationWith } from '#node/cli/installation';
import { findPolicy } from '#node/policy/policy-file';
import { reportFailure, runCommandLine } from '#node/cli/run';
import { locateParts } from './locations.ts';
import { verifyInstallation } from './verify-installation.ts';

/**
 * Runs `osteon ARGUMENTS...` in place of a window, for packages: Node's own mode of the runtime is fused off
 * there. The launchers in assets/launchers start Chromium without display, graphics and renderer.
 */
export async function runCommandLineMode(userArguments: readonly string[]): Promise<void> {
  const { modelShelf } = locateParts();
  // Chromium wants a profile, and a command leaves none behind.
  const profile = mkdtempSync(join(tmpdir(), 'osteon-'));
  app.setPath('userData', profile);
  app.once('quit', () => rmSync(profile, { recursive: true, force: true }));
  // From then on the signals are Node's: Chromium has installed its own handlers of them by now.
  await app.whenReady();
  app.exit(await run(userArguments, modelShelf));
}

async function run(userArguments: readonly string[], modelShelf: string): Promise<number> {
  const { decodeWorker, probeWorker, modelDirectory, sampleFolder, policy } = locateParts();
  try {
    await verifyInstallation();
  } catch (thrown) {
    reportFailure(thrown);
    return exitCode.someFailed;
  }
  return runCommandLine({
    installation: installationWith({
      decodeWorker,
      probeWorker,
      models: {
        shelf: modelShelf,
        builtIn: modelDirectory,
        films: sampleFolder,
        trust: findPolicy(policy).policy.models,
      },
    }),
    version: app.getVersion(),
    userArguments,
    exit: (code) => app.exit(code),
  });
}
