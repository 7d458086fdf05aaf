import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const checkout = resolve(__dirname, '../..');
const read = (file: string): string => readFileSync(join(checkout, file), 'utf8');

/** What a page's tables say in their last cell: a test file, and words of the test that holds the row. */
function held(page: string): readonly (readonly [file: string, words: string])[] {
  return [...read(page).matchAll(/\| `(tests\/[^`]+)`: (.+?) *\|$/gm)].map(([, file, words]) => [
    file!,
    words!,
  ]);
}

describe.each([
  ['docs/security-checklist.md', 20],
  ['docs/threat-model.md', 18],
])('%s', (page, rows) => {
  it('names a test for every row', () => {
    expect(held(page)).toHaveLength(rows);
  });

  it('names no test that does not exist', () => {
    expect(held(page).filter(([file, words]) => !read(file).includes(words))).toEqual([]);
  });
});

describe('the sources of the app', () => {
  const sources = execFileSync('git', ['ls-files', 'src-main/electron', 'src-renderer'], { cwd: checkout })
    .toString()
    .trim()
    .split('\n');

  it.each(['enableBlinkFeatures', 'allowpopups', '<webview', 'openExternal', '{@html', 'innerHTML', 'eval('])(
    'hold %s nowhere',
    (word) => {
      expect(sources.length).toBeGreaterThan(100);
      expect(sources.filter((file) => read(file).includes(word))).toEqual([]);
    },
  );
});

describe('package.json', () => {
  const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<
    'dependencies' | 'devDependencies',
    Record<string, string>
  >;

  it('pins one version of Electron, and of everything else', () => {
    const all = Object.entries({ ...dependencies, ...devDependencies });
    expect(devDependencies['electron']).toBeDefined();
    expect(all.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });
});

describe('package-lock.json', () => {
  it('knows the sum of every package that is fetched', () => {
    const { packages } = JSON.parse(read('package-lock.json')) as {
      packages: Record<string, { integrity?: string; link?: boolean; inBundle?: boolean }>;
    };
    const fetched = Object.entries(packages).filter(
      ([place, { link, inBundle }]) => place.startsWith('node_modules/') && !link && !inBundle,
    );
    expect(fetched.length).toBeGreaterThan(100);
    expect(fetched.filter(([, { integrity }]) => !integrity?.startsWith('sha512-'))).toEqual([]);
  });
});
