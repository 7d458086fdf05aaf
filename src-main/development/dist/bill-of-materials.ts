import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { AppError } from '#common/errors';

const licenceSchema = v.object({
  expression: v.optional(v.string()),
  license: v.optional(
    v.object({
      id: v.optional(v.string()),
      name: v.optional(v.string()),
      text: v.optional(v.object({ content: v.string(), encoding: v.optional(v.literal('base64')) })),
    }),
  ),
});

/** The part of a CycloneDX document that the notices are written from; the rest is kept as it is. */
const billSchema = v.looseObject({
  bomFormat: v.literal('CycloneDX'),
  components: v.array(
    v.looseObject({
      type: v.string(),
      group: v.optional(v.string()),
      name: v.string(),
      version: v.string(),
      licenses: v.optional(v.array(licenceSchema)),
      evidence: v.optional(v.looseObject({ licenses: v.optional(v.array(licenceSchema)) })),
    }),
  ),
});

export type BillOfMaterials = v.InferOutput<typeof billSchema>;

/**
 * The packages that the product is made of, with their licences, as cyclonedx-npm reads them from the checkout,
 * and the Electron that carries it. Kept until the lock file changes.
 */
export function billOfMaterials(checkout: string, electronVersion: string): BillOfMaterials {
  const lock = createHash('sha256')
    .update(readFileSync(join(checkout, 'package-lock.json')))
    .digest('hex');
  const file = join(checkout, 'node_modules', '.cache', 'osteon', `bill-${lock.slice(0, 16)}.json`);
  if (!existsSync(file)) writeBill(checkout, file);
  const bill = v.parse(billSchema, JSON.parse(readFileSync(file, 'utf8')));
  const electron = {
    type: 'framework',
    name: 'electron',
    version: electronVersion,
    purl: `pkg:npm/electron@${electronVersion}`,
    licenses: [{ license: { id: 'MIT' } }],
  };
  return { ...bill, components: [electron, ...bill.components] };
}

function writeBill(checkout: string, file: string): void {
  mkdirSync(dirname(file), { recursive: true });
  const tool = join(checkout, 'node_modules', '@cyclonedx', 'cyclonedx-npm', 'bin', 'cyclonedx-npm-cli.js');
  const parameters = ['--omit', 'dev', '--no-workspaces', '--gather-license-texts', '--output-reproducible'];
  const { status, stderr } = spawnSync(process.execPath, [tool, ...parameters, '--output-file', file], {
    cwd: checkout,
    encoding: 'utf8',
  });
  if (status !== 0) throw new AppError('internal', `cyclonedx-npm failed: ${stderr}`);
}

/** The licences of everything in the bill, for people: those that share a text stand above it together. */
export function thirdPartyNotices({ components }: BillOfMaterials): string {
  const owners = new Map<string, string[]>();
  for (const component of components) {
    const { group, name, version, licenses = [], evidence } = component;
    const terms = licenses.map(({ expression, license }) => expression ?? license?.id ?? license?.name);
    const owner = `${group === undefined ? '' : `${group}/`}${name} ${version} (${terms.join(', ')})`;
    const text = (evidence?.licenses ?? []).map(textOf).filter(Boolean).join('\n\n');
    owners.set(text, [...(owners.get(text) ?? []), owner]);
  }
  const withoutText = owners.get('') ?? [];
  owners.delete('');
  return [
    'Osteon contains software of others, under these licences. Those of the runtime stand in\n' +
      'LICENSE.electron.txt and LICENSES.chromium.html.',
    ...[...owners].map(([text, names]) => section(names, text)),
    section(withoutText, 'These packages name their licence without a copy of its text.'),
  ].join('\n\n');
}

function section(names: readonly string[], text: string): string {
  return `${'-'.repeat(80)}\n${names.join('\n')}\n\n${text.trim()}\n`;
}

function textOf({ license }: v.InferOutput<typeof licenceSchema>): string {
  const { content = '', encoding } = license?.text ?? {};
  return (encoding === 'base64' ? Buffer.from(content, 'base64').toString('utf8') : content).trim();
}
