/** `npm test`: every check and every test; with `--check` the checks alone. The last line counts them. */
import { resolve } from 'node:path';
import { toErrorReport } from '#common/errors';
import { resolveElectron } from './electron-runtime.ts';
import { missingValidators, validatorPackages } from './objects/validators.ts';
import { missingQueuePackages } from './redis-server.ts';
import { missingRenderingTools, renderingPackages } from './rendering/dcmtk-picture.ts';
import { installPackages, installSystemLibraries } from './system-libraries.ts';
import { runCheck, runJest, type StageOutcome } from './test-stages.ts';

const checkout = resolve(import.meta.dirname, '../..');
const check = (tool: string, ...parameters: string[]) => runCheck(checkout, tool, parameters);
const failure: StageOutcome = { passed: 0, failed: 1, skipped: 0 };

type Stage = readonly [name: string, run: () => StageOutcome | Promise<StageOutcome>];

const checks: readonly Stage[] = [
  ['type check', () => check('tsc', '-b')],
  ['component check', () => check('svelte-check', '--tsconfig', 'src-renderer/tsconfig.json')],
  ['lint', () => check('eslint', '.', '--max-warnings', '0')],
  ['format', () => check('prettier', '--check', '--log-level', 'warn', '.')],
];
const tests: readonly Stage[] = [
  ['build', () => check('electron-vite', 'build', '--logLevel', 'warn')],
  ['tests', runTests],
  ['end-to-end tests', runEndToEnd],
];

/** Tests that ask other programs are skipped where these cannot be had, and the last line counts them. */
function runTests(): StageOutcome {
  const packages = new Set([
    ...missingValidators().map((name) => validatorPackages[name]),
    ...missingRenderingTools().map((name) => renderingPackages[name]),
    ...missingQueuePackages(),
  ]);
  installPackages([...packages]);
  return runJest(checkout, ['--selectProjects', 'node', 'renderer']);
}

/** A real window is part of what is tested: where none can be had, that is a failure. */
async function runEndToEnd(): Promise<StageOutcome> {
  try {
    const { executable } = await resolveElectron(checkout);
    const missing = installSystemLibraries(executable, true);
    if (missing === null) return runJest(checkout, ['--selectProjects', 'electron', '--runInBand']);
    console.error(missing);
  } catch (thrown) {
    const { code, message } = toErrorReport(thrown);
    console.error(`${code}: ${message}`);
  }
  return failure;
}

const total = { passed: 0, failed: 0, skipped: 0 };
for (const [name, run] of process.argv.includes('--check') ? checks : [...checks, ...tests]) {
  console.log(`\n── ${name}`);
  const start = performance.now();
  const { passed, failed, skipped } = await run();
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${name}: ${passed} passed, ${failed} failed, ${skipped} skipped (${seconds} s)`);
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
}
if (total.skipped > 0) console.log(`\n${total.skipped} skipped`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
