import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { JsonFile } from '../../src-main/electron/json-file.ts';

describe('JsonFile', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'osteon-json-'))));
  afterEach(() => rmSync(folder, { recursive: true }));
  const open = () => new JsonFile(join(folder, 'own', 'list.json'), v.array(v.number()), []);

  it('is empty before the first write', () => {
    expect(open().read()).toEqual([]);
  });

  it('gives back what was written, to its owner only and with nothing left beside it', () => {
    open().write([1, 2]);
    expect(open().read()).toEqual([1, 2]);
    expect(readdirSync(join(folder, 'own'))).toEqual(['list.json']);
    if (process.platform !== 'win32')
      expect(statSync(join(folder, 'own', 'list.json')).mode & 0o777).toBe(0o600);
  });

  it.each(['', '{', '["x"]', '{"a":1}'])('sets a damaged file %j aside and goes on empty', (content) => {
    open().write([1]);
    writeFileSync(join(folder, 'own', 'list.json'), content);
    expect(open().read()).toEqual([]);
    expect(readFileSync(join(folder, 'own', 'list.json.damaged'), 'utf8')).toBe(content);
    open().write([3]);
    expect(open().read()).toEqual([3]);
  });
});
