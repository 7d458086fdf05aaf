import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashCode } from '../../../training/card/code-version.ts';

describe('hashCode', () => {
  it('changes with a source that decides numbers and with nothing else', async () => {
    const root = await mkdtemp(join(tmpdir(), 'osteon-code-'));
    for (const folder of ['src-main/common', 'src-main/node/decode', 'src-main/node/inference', 'training'])
      await cp(folder, join(root, folder), {
        recursive: true,
        filter: (path) => !/runs|node_modules/.test(path),
      });
    const before = await hashCode(root);
    expect(before).toMatch(/^[0-9a-f]{64}$/);
    await writeFile(join(root, 'src-main/common/errors.ts'), '');
    await writeFile(join(root, 'training/notes.md'), '');
    expect(await hashCode(root)).toBe(before);
    await writeFile(join(root, 'src-main/common/sampling/seeded-random.ts'), '');
    expect(await hashCode(root)).not.toBe(before);
    await rm(root, { recursive: true });
  });
});
