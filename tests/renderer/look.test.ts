import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const folder = resolve(__dirname, '../../src-renderer');
const components = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.svelte'))
  .map((name) => ({ name, source: readFileSync(join(folder, name), 'utf8') }));

/** What matches in the components, each with the file that it stands in. */
function found(pattern: RegExp, part: (source: string) => string): readonly string[] {
  return components.flatMap(({ name, source }) =>
    [...part(source).matchAll(pattern)].map(([text]) => `${name}: ${text}`),
  );
}

const styles = (source: string): string => /<style>(.*)<\/style>/s.exec(source)?.[1] ?? '';
const whole = (source: string): string => source;

describe('the look of the components', () => {
  it('takes every colour from a token, so that a theme changes all of them', () => {
    expect(components.length).toBeGreaterThan(60);
    expect(found(/#[\da-f]{3,8}\b|\b(?:rgb|rgba|hsl|hsla|oklch|color)\(/gi, styles)).toEqual([]);
  });

  it('keeps to one scale of type, and rounds every corner alike', () => {
    expect(found(/font-size: (?!(?:11|12|13|15|18|24|28)px|inherit)[^;]+/g, styles)).toEqual([]);
    expect(found(/border-radius: (?!4px|50%|0;)[^;]+/g, styles)).toEqual([]);
  });

  it('draws from one set of icons', () => {
    const sets = found(/from '([^']*icons?[^']*)'/g, whole).filter(
      (line) => !/'@lucide\/svelte\/icons\/|PaneIcon\.svelte|shape-icons\.ts/.test(line),
    );
    expect(sets).toEqual([]);
  });
});
