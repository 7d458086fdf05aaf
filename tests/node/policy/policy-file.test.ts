import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { noPolicy } from '#common/preferences/policy';
import { usualPreferences } from '#common/preferences/preferences';
import { findPolicy } from '../../../src-main/node/policy/policy-file.ts';
import { Settings } from '../../../src-main/electron/settings.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'osteon-policy-'))));
afterEach(() => rmSync(folder, { recursive: true }));
const file = () => join(folder, 'policy.json');

describe('findPolicy', () => {
  it('is content without one', () => {
    expect(findPolicy(file())).toEqual({ policy: noPolicy, problem: null });
  });

  it.each([
    ['damaged', () => writeFileSync(file(), '{"format":')],
    ['huge', () => writeFileSync(file(), ' '.repeat(200_001))],
  ])('locks nothing by one that is %s, and says so', (_case, write) => {
    write();
    expect(findPolicy(file())).toEqual({
      policy: noPolicy,
      problem: { code: 'policy-invalid', message: expect.any(String) },
    });
  });

  it('takes no folder for one', () => {
    expect(findPolicy(folder).problem).toMatchObject({ code: 'policy-invalid' });
  });
});

describe('settings under a policy', () => {
  const settingsUnder = (locked: unknown) => {
    writeFileSync(file(), JSON.stringify({ format: 'osteon-policy', version: 1, locked }));
    return new Settings(join(folder, 'settings.json'), findPolicy(file()).policy);
  };

  it('go before what a person chose, and leave it in the file for the day the policy goes', () => {
    const unlocked = new Settings(join(folder, 'settings.json'));
    unlocked.tryProvider('cpu');
    unlocked.prefer({ ...usualPreferences, display: { ...usualPreferences.display, language: 'de' } });
    const settings = settingsUnder({ provider: 'auto', preferences: { display: { language: 'en' } } });
    expect([settings.provider, settings.preferences.display.language]).toEqual(['auto', 'en']);
    expect(readFileSync(join(folder, 'settings.json'), 'utf8')).toContain('"language": "de"');
  });

  it('refuse another provider than the locked one', () => {
    const settings = settingsUnder({ provider: 'cpu' });
    expect(() => settings.tryProvider('webgpu')).toThrow(
      expect.objectContaining({ code: 'locked-by-policy' }),
    );
    settings.tryProvider('cpu');
    expect(settings.provider).toBe('cpu');
  });

  it('hold whatever the page asks for', () => {
    const settings = settingsUnder({ preferences: { secondReader: { readFirst: true } } });
    settings.prefer(usualPreferences);
    expect(settings.preferences.secondReader.readFirst).toBe(true);
  });
});
