import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { realRoots, requireBelow } from '#node/queue/film-roots';

let folder: string;
let roots: readonly string[];
const at = (...names: string[]) => join(folder, ...names);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'osteon-roots-'));
  await mkdir(at('archive', '..old'), { recursive: true });
  await mkdir(at('archive-2'));
  for (const file of [at('archive', 'a'), at('archive', '..old', 'b'), at('archive-2', 'c'), at('d')])
    await writeFile(file, 'film');
  await symlink(at('archive'), at('link'));
  await symlink(at('d'), at('archive', 'out'));
  await symlink(at(), at('archive', 'up'));
  roots = await realRoots([at('link')]);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('requireBelow', () => {
  it.each([['archive/a'], ['archive/..old/b'], ['link/a'], ['archive/missing']])(
    'lets %s be opened',
    (path) => expect(requireBelow(at(path), roots)).resolves.toBeUndefined(),
  );

  it.each([['d'], ['archive-2/c'], ['archive/../d'], ['archive/out'], ['archive/up/d'], ['missing']])(
    'refuses %s',
    (path) =>
      expect(requireBelow(`${folder}/${path}`, roots)).rejects.toMatchObject({ code: 'file-unreadable' }),
  );
});

describe('realRoots', () => {
  it('says of a folder that it is not there', () =>
    expect(realRoots([at('nowhere')])).rejects.toMatchObject({ code: 'file-not-found' }));
});
