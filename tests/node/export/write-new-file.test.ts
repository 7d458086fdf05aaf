import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeNewFile } from '#node/export/write-new-file';

const folder = mkdtempSync(join(tmpdir(), 'osteon-pictures-'));
afterAll(() => rmSync(folder, { recursive: true }));
const bytes = Uint8Array.of(1, 2, 3);

describe('writeNewFile', () => {
  it('writes over nothing, and says what it called the file', async () => {
    writeFileSync(join(folder, 'hand.png'), 'mine');
    expect(await writeNewFile(folder, 'hand', 'png', bytes)).toBe('hand (2).png');
    expect(await writeNewFile(folder, 'hand', 'png', bytes)).toBe('hand (3).png');
    expect(readFileSync(join(folder, 'hand.png'), 'utf8')).toBe('mine');
    expect([...readFileSync(join(folder, 'hand (3).png'))]).toEqual([1, 2, 3]);
    expect(readdirSync(folder).sort()).toEqual(['hand (2).png', 'hand (3).png', 'hand.png']);
  });

  it('gives one name to each of many at once', async () => {
    const names = await Promise.all(
      Array.from({ length: 8 }, () => writeNewFile(folder, 'foot', 'png', bytes)),
    );
    expect(new Set(names).size).toBe(8);
  });

  // Root may write everywhere but here.
  it('says that a folder cannot be written to', async () => {
    await expect(writeNewFile('/proc', 'hand', 'png', bytes)).rejects.toMatchObject({
      code: 'output-unwritable',
    });
    await expect(writeNewFile(join(folder, 'gone'), 'hand', 'png', bytes)).rejects.toMatchObject({
      code: 'output-unwritable',
    });
  });
});
