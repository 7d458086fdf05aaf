import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { markdownTable } from '../../src-main/development/markdown-table.ts';
import { trace } from './trace.ts';

/** A row of docs/requirements.md. */
export interface Requirement {
  readonly id: string;
  /** What Osteon shall do. */
  readonly sentence: string;
  readonly risks: readonly string[];
}

export function requirementsOf(checkout: string): Requirement[] {
  const page = readFileSync(join(checkout, 'docs/requirements.md'), 'utf8');
  return [...page.matchAll(/^\| (OST-\w+-\d+) +\| (.+?) +\| (.*?) *\|$/gm)].map(
    ([, id, sentence, risks]) => ({
      id: id!,
      sentence: sentence!,
      risks: risks!.split(', ').filter((risk) => risk !== ''),
    }),
  );
}

/** Which tests hold each requirement, and which requirements stand against each risk, as Markdown. */
export function tracePage(checkout: string): string {
  const requirements = requirementsOf(checkout);
  const rows = requirements.flatMap(({ id }) =>
    (trace[id] ?? []).map(([file, title], i) => [i === 0 ? id : '', `\`tests/${file}\``, escaped(title)]),
  );
  const risks = [...new Set(requirements.flatMap((requirement) => requirement.risks))].sort(
    (a, b) => Number(a.slice(1)) - Number(b.slice(1)),
  );
  const against = (risk: string): string =>
    requirements
      .filter((requirement) => requirement.risks.includes(risk))
      .map(({ id }) => id)
      .join(', ');
  return `# Trace

Written by \`npm run trace\` from [the requirements](requirements.md) and \`tests/trace\`; a test keeps it so.

## Risks and the requirements against them

${markdownTable(
  ['risk', 'requirements'],
  risks.map((risk) => [risk, against(risk)]),
)}

## Requirements and the tests that hold them

In a test's name, \`%s\` and its like stand for the cases that it is run with.

${markdownTable(['requirement', 'file', 'test'], rows)}
`;
}

/** What Markdown would take for marks. */
function escaped(title: string): string {
  return title.replaceAll('|', '\\|').replaceAll('*', '\\*');
}
