#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { shelfPlace } from '../models/shelf-place.ts';
import { findPolicy, policyPlace } from '../policy/policy-file.ts';
import { installationWith } from './installation.ts';
import { runCommandLine } from './run.ts';

/** This file is built into out/main, beside the workers and two levels below the assets. */
const root = join(__dirname, '..', '..');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };

void runCommandLine({
  installation: installationWith({
    decodeWorker: join(__dirname, 'decode-worker.cjs'),
    probeWorker: join(__dirname, 'probe-worker.cjs'),
    models: {
      shelf: shelfPlace(),
      builtIn: join(root, 'assets', 'models'),
      films: join(root, 'assets', 'samples'),
      trust: findPolicy(policyPlace()).policy.models,
    },
  }),
  version: manifest.version,
  userArguments: process.argv.slice(2),
  exit: (code) => process.exit(code),
}).then((code) => {
  process.exitCode = code;
});
