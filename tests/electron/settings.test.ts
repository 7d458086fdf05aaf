import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Settings } from '../../src-main/electron/settings.ts';

describe('Settings', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'osteon-settings-'))));
  afterEach(() => rmSync(folder, { recursive: true }));
  const path = () => join(folder, 'settings.json');

  it('lets the engine choose until a provider is tried, and remembers one to keep', () => {
    const settings = new Settings(path());
    expect(settings.provider).toBe('auto');
    settings.tryProvider('cpu');
    expect([settings.provider, new Settings(path()).provider]).toEqual(['cpu', 'auto']);
    settings.keep();
    expect([settings.provider, new Settings(path()).provider]).toEqual(['cpu', 'cpu']);
  });

  it('falls back to that where the file names a provider that does not exist', () => {
    writeFileSync(path(), '{"provider":"quantum"}');
    expect(new Settings(path()).provider).toBe('auto');
  });
});
