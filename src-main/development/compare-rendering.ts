/**
 * `npm run compare-rendering -- PATH...`: the greyscale of every image there beside DCMTK's, with the options
 * matched. Exits with 1 where a pixel lies more than one grey level apart, or where DCMTK is absent.
 */
import { findFiles } from '#node/survey/find-files';
import { compareRendering, type Comparison } from './rendering/compare-file.ts';
import { missingRenderingTools } from './rendering/dcmtk-picture.ts';
import { comparisonLine, summaryLines } from './rendering/comparison-lines.ts';

const paths = process.argv.slice(2);
if (paths.length === 0) fail('Name files or folders to compare.');
const missing = missingRenderingTools();
if (missing.length > 0) fail(`${missing.join(' and ')} not installed: nothing was compared.`);

const comparisons: Comparison[] = [];
for await (const file of findFiles(paths)) {
  if ('error' in file) continue;
  const comparison = await compareRendering(file.path);
  comparisons.push(comparison);
  console.log(comparisonLine(comparison));
}
const { lines, isGood } = summaryLines(comparisons);
console.log(`\n${lines.join('\n')}`);
process.exitCode = isGood ? 0 : 1;

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}
