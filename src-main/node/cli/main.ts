#!/usr/bin/env node
import { toErrorReport } from '#common/errors';
import { CommanderError } from 'commander';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exitCode, type ExitCode } from './exit-code.ts';
import { createProgram } from './program.ts';

/** This file is built into out/main, beside the workers and two levels below the assets. */
const root = join(__dirname, '..', '..');
const installation = {
  decodeWorker: join(__dirname, 'decode-worker.cjs'),
  probeWorker: join(__dirname, 'probe-worker.cjs'),
  modelDirectory: join(root, 'assets', 'models'),
};

/** One line for people; the stack only where OSTEON_DEBUG asks for it. */
function report(thrown: unknown): ExitCode {
  // Commander has printed its own message already.
  if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? exitCode.ok : exitCode.usage;
  const { code, message } = toErrorReport(thrown);
  process.stderr.write(`osteon: ${code}: ${message}\n`);
  if (process.env['OSTEON_DEBUG'] === '1' && thrown instanceof Error)
    process.stderr.write(`${thrown.stack}\n`);
  return exitCode.someFailed;
}

function version(): string {
  const manifest: { version: string } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return manifest.version;
}

function endAtOnce(thrown: unknown): never {
  process.exit(report(thrown));
}

// The reader of a pipe may leave early, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') endAtOnce(error);
  process.exit(exitCode.ok);
});
process.on('uncaughtException', endAtOnce);

const program = createProgram({
  installation,
  version: version(),
  onDone: (code) => {
    process.exitCode = code;
  },
});
program.parseAsync(process.argv).catch((thrown: unknown) => {
  process.exitCode = report(thrown);
});
