import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '#common/errors';
import { shippedPackages, type ShippedPackage } from '../dist/shipped-packages.ts';
import { markdownTable } from '../markdown-table.ts';
import { assessments, embedded, type Assessment } from './assessments.ts';

/**
 * The list of software of unknown provenance (IEC 62304 7.1.2, 8.1.2) as Markdown.
 *
 * @param checkout built
 * @throws AppError internal where a package has no assessment, or holds another version than is named
 */
export function soupPage(checkout: string): string {
  const packages = shippedPackages(checkout);
  const doors = doorsOf(checkout);
  return `# Software of unknown provenance

Written by \`npm run soup\` from the lock file, the list of what the build bundled, \`electron-builder.yml\` and
\`src-main/development/soup/assessments.ts\`; a test keeps it so. It lists what the installed app holds, not what only
builds or tests it, nor what only a checkout's \`osteon worker\` needs (bullmq, ioredis). The bill of materials in a package
(\`sbom.cdx.json\`) also names what these would bring and the build left out.

## The runtime

${markdownTable(['what', 'version', 'what for', 'what could go wrong', 'contained by', 'risks'], [electronRow(checkout)])}

Chromium, V8, Node.js and ffmpeg are those that this Electron is built with; \`process.versions\` names them.

## Packages

${markdownTable(
  ['package', 'version', 'licence', 'what for', 'door, or what needs it'],
  packages.map((shipped) => packageRow(shipped, doors)),
)}

## Compiled into them

${markdownTable(
  ['library', 'version', 'in'],
  embedded.map((library) => embeddedRow(checkout, library)),
)}

OpenJPH, in \`@cornerstonejs/codec-openjph\`, and what ONNX Runtime is built of do not state a version in their files; the
versions of the packages stand for them.

## What could go wrong

${markdownTable(['package', 'what could go wrong', 'contained by', 'risks'], packages.map(riskRow))}

The risks are those of [risks.md](risks.md). Published lists of anomalies (IEC 62304 7.1.3) are asked for before a
release, see [the release checklist](release-checklist.md); no such evaluation has been made yet.
`;
}

function electronRow(checkout: string): string[] {
  const { devDependencies } = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8')) as {
    devDependencies: Readonly<Record<string, string>>;
  };
  return [
    'Electron',
    devDependencies['electron']!,
    'The window, its processes and what these run on',
    'A flaw of Chromium lets a hostile file or page out; films drawn wrongly by the graphics driver',
    'Sandbox, content security policy, no network, fuses ([checklist](security-checklist.md)); no file is parsed in the page; pixels are tested in a real window',
    'R5, R11, R12',
  ];
}

function packageRow(shipped: ShippedPackage, doors: ReadonlyMap<string, string>): string[] {
  const { name, version, licence, isDirect, neededBy } = shipped;
  const reached = doors.get(name) ?? (isDirect ? 'several files' : neededBy.join(', '));
  return [name, version, licence, assessmentOf(name).purpose, reached];
}

function riskRow({ name }: ShippedPackage): string[] {
  const { risk, containedBy, risks } = assessmentOf(name);
  return [name, risk, containedBy, risks.join(', ')];
}

function assessmentOf(name: string): Assessment {
  const assessment = assessments[name];
  if (assessment === undefined) throw new AppError('internal', `${name} ships and has no assessment.`);
  return assessment;
}

function embeddedRow(checkout: string, { name, version, within, file }: (typeof embedded)[number]): string[] {
  const bytes = readFileSync(join(checkout, 'node_modules', within, file));
  if (!bytes.includes(version)) throw new AppError('internal', `${within} holds no ${name} ${version}.`);
  return [name, version, within];
}

/** The doors of ARCHITECTURE.md by package; one that has a door for each of two files has both. */
function doorsOf(checkout: string): Map<string, string> {
  const section = readFileSync(join(checkout, 'ARCHITECTURE.md'), 'utf8').split('## Doors\n')[1]!;
  const doors = new Map<string, string>();
  for (const [, name, door] of section.matchAll(/^\| `((?:@[^/`]+\/)?[^/`]+)[^`]*` +\| (`[^`]+`) +\|$/gm))
    doors.set(name!, [doors.get(name!) ?? [], door!].flat().join(', '));
  return doors;
}
