import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import type axe from 'axe-core';

declare global {
  interface Window {
    readonly axe: typeof axe;
  }
}

const source = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const successCriteria = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What of the page breaks WCAG 2.2 AA, or these rules of it, as far as a program can tell: the rule, and where. */
export async function violations(page: Page, rules?: readonly string[]): Promise<readonly string[]> {
  // By the debugger's way in: the page's own policy lets no script in.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source);
  const runOnly = rules
    ? { type: 'rule' as const, values: rules }
    : { type: 'tag' as const, values: successCriteria };
  return page.evaluate(async ({ type, values }) => {
    const found = await window.axe.run(document, {
      runOnly: { type, values: [...values] },
      resultTypes: ['violations'],
    });
    return found.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, any, all, none }) => {
        const [check] = [...any, ...all, ...none];
        return `${id}: ${target.join(' ')}: ${check?.message ?? ''}`;
      }),
    );
  }, runOnly);
}
