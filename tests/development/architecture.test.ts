import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const checkout = resolve(__dirname, '../..');
const page = readFileSync(join(checkout, 'ARCHITECTURE.md'), 'utf8');

/** The first cells of the table under a heading, and the second ones. */
function table(heading: string): Map<string, string> {
  const section = page.split(`## ${heading}\n`)[1]!.split('\n## ')[0]!;
  return new Map(
    [...section.matchAll(/^\| `([^`]+)` *\| (.+?) *\|$/gm)].map(([, first, second]) => [first!, second!]),
  );
}

/** Folders of the tree that hold source, down to the given depth. */
function foldersBelow(folder: string, depth: number): string[] {
  if (depth === 0) return [];
  return readdirSync(join(checkout, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'runs' && entry.name !== 'node_modules')
    .flatMap((entry) => [`${folder}/${entry.name}/`, ...foldersBelow(`${folder}/${entry.name}`, depth - 1)]);
}

/** What the TypeScript project of a layer references, by the layer's own name. */
function references(layer: string): string[] {
  const { references: projects = [] } = JSON.parse(
    readFileSync(join(checkout, layer, 'tsconfig.json'), 'utf8'),
  ) as { references?: { path: string }[] };
  return projects.map(({ path }) => path.split('/').at(-1)!).sort();
}

describe('ARCHITECTURE.md', () => {
  const folders = table('Folders');

  it('lists no folder that does not exist', () => {
    expect([...folders.keys()].filter((folder) => !existsSync(join(checkout, folder)))).toEqual([]);
  });

  it('lists every folder of the source, down to the third level', () => {
    const existing = ['src-main', 'src-renderer'].flatMap((top) => foldersBelow(top, 2));
    expect(existing.filter((folder) => !folders.has(folder))).toEqual([]);
  });

  it('gives each folder one sentence', () => {
    expect([...folders.values()].filter((sentence) => !/^[A-Z`][^\n]*\.$/.test(sentence))).toEqual([]);
  });

  it('draws the arrows that the compiler allows', () => {
    expect(references('src-main/common')).toEqual([]);
    expect(references('src-main/node')).toEqual(['common']);
    expect(references('src-main/electron')).toEqual(['common', 'node']);
    expect(references('src-main/development')).toEqual(['common', 'node']);
    expect(references('src-renderer')).toEqual(['common']);
    expect(references('training')).toEqual(['common', 'node']);
  });

  it('names the doors that exist and import their package', () => {
    for (const [name, cell] of table('Doors')) {
      const door = join(checkout, cell.replaceAll('`', ''));
      if (door.endsWith('/')) continue;
      expect(readFileSync(door, 'utf8')).toContain(`'${name}'`);
    }
  });
});
