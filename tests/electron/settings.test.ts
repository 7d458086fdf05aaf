import { mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { noPolicy, type Policy } from '#common/preferences/policy';
import { usualPreferences } from '#common/preferences/preferences';
import { preferenceHandlers } from '../../src-main/electron/preference-handlers.ts';
import { readSettingsFile, Settings } from '../../src-main/electron/settings.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'osteon-settings-'))));
afterEach(() => rmSync(folder, { recursive: true }));
const path = () => join(folder, 'settings.json');
const quick = { ...usualPreferences, reading: { ...usualPreferences.reading, dragSpeed: 2 } };

describe('Settings', () => {
  it('lets the engine choose until a provider is tried, and remembers one to keep', () => {
    const settings = new Settings(path());
    expect(settings.provider).toBe('auto');
    settings.tryProvider('cpu');
    expect([settings.provider, new Settings(path()).provider]).toEqual(['cpu', 'auto']);
    settings.keep();
    expect([settings.provider, new Settings(path()).provider]).toEqual(['cpu', 'cpu']);
  });

  it('keeps what is preferred, beside the provider', () => {
    const settings = new Settings(path());
    settings.tryProvider('cpu');
    settings.prefer(quick);
    const { provider, preferences, problem } = new Settings(path());
    expect({ provider, preferences, problem }).toEqual({
      provider: 'cpu',
      preferences: quick,
      problem: null,
    });
  });

  it.each([
    ['{"provider":"quantum"}', 'invalid-settings'],
    ['{"format":"osteon-settings","version":99}', 'settings-newer'],
  ])('sets %s aside, says why, and starts with the usual settings', (text, code) => {
    writeFileSync(path(), text);
    const settings = new Settings(path());
    expect(settings.problem?.code).toBe(code);
    expect(settings.preferences).toEqual(usualPreferences);
    expect(readFileSync(`${path()}.damaged`, 'utf8')).toBe(text);
  });

  it('does not even read a file of 100 MB', () => {
    writeFileSync(path(), '');
    truncateSync(path(), 100e6);
    expect(new Settings(path()).problem).toEqual({
      code: 'settings-too-large',
      message: 'A settings file of 100 MB is none.',
    });
  });

  it('holds what was preferred where it cannot be written', () => {
    const settings = new Settings(path());
    // A folder in the way of the file fails for every user, root included.
    mkdirSync(join(path(), 'in-the-way'), { recursive: true });
    expect(() => settings.prefer(quick)).toThrow('The settings file cannot be written.');
    expect(settings.preferences).toEqual(quick);
  });
});

describe('Settings under a policy', () => {
  const policy: Policy = {
    ...noPolicy,
    provider: 'cpu',
    preferences: { ...usualPreferences, reading: { ...usualPreferences.reading, dragSpeed: 4 } },
    locks: ['provider', 'reading.dragSpeed'],
  };

  it('have its values in force, and the earlier choices again once it is gone, whatever was changed meanwhile', () => {
    const before = new Settings(path());
    before.tryProvider('webgpu');
    before.prefer(quick);
    const under = new Settings(path(), policy);
    expect([under.provider, under.preferences.reading.dragSpeed]).toEqual(['cpu', 4]);
    under.tryProvider('cpu');
    under.keep();
    const { display } = under.preferences;
    under.prefer({ ...under.preferences, display: { ...display, language: 'de' } });
    expect([under.preferences.reading.dragSpeed, under.preferences.display.language]).toEqual([4, 'de']);
    const after = new Settings(path());
    expect(after.provider).toBe('webgpu');
    expect(after.preferences).toEqual({ ...quick, display: { ...quick.display, language: 'de' } });
  });
});

describe('preferenceHandlers', () => {
  const announced: unknown[] = [];
  const handlersWith = (chosen: string | null) =>
    preferenceHandlers({
      settings: new Settings(path()),
      policyProblem: null,
      dialogs: {
        chooseFiles: async () => null,
        chooseFolder: async () => null,
        chooseSettings: async () => chosen,
        nameSettings: async () => chosen,
        nameScanReport: async () => null,
        nameReport: async () => null,
        nameAgreement: async () => null,
        chooseJournal: async () => null,
        namePicture: async () => null,
        chooseOutputFolder: async () => null,
        namePdf: async () => null,
      },
      preferencesChanged: (preferences) => announced.push(preferences),
    });

  it('export what holds to the named file, and read it back without changing anything', async () => {
    const shared = join(folder, 'shared.json');
    const handlers = handlersWith(shared);
    await handlers.setPreferences(quick);
    expect(announced).toEqual([quick]);
    expect(await handlers.exportPreferences(undefined)).toBe(true);
    expect(readSettingsFile(shared).preferences).toEqual(quick);
    await handlers.setPreferences(usualPreferences);
    expect(await handlers.readPreferences(undefined)).toEqual(quick);
    expect((await handlers.preferences(undefined)).preferences).toEqual(usualPreferences);
  });

  it('do nothing where the dialog was closed', async () => {
    const handlers = handlersWith(null);
    expect([await handlers.exportPreferences(undefined), await handlers.readPreferences(undefined)]).toEqual([
      false,
      null,
    ]);
  });

  it('say what is wrong with a file or a place', async () => {
    await expect(handlersWith(folder).readPreferences(undefined)).rejects.toMatchObject({
      code: 'file-unreadable',
    });
    await expect(handlersWith(folder).exportPreferences(undefined)).rejects.toMatchObject({
      code: 'output-unwritable',
    });
    writeFileSync(join(folder, 'other.json'), '{"a":1}');
    await expect(handlersWith(join(folder, 'other.json')).readPreferences(undefined)).rejects.toMatchObject({
      code: 'invalid-settings',
    });
  });
});
