import { AppError } from '#common/errors';
import { preferencesSchema, usualPreferences } from '#common/preferences/preferences';
import { readSettings, usualSettings, writeSettings } from '#common/preferences/settings-file';
import * as v from 'valibot';

const slow = { ...usualPreferences, reading: { ...usualPreferences.reading, dragSpeed: 0.5 } };

function failureOf(text: string): { code: string; message: string } | null {
  try {
    readSettings(text);
    return null;
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    return { code: thrown.code, message: thrown.message };
  }
}

describe('readSettings', () => {
  it('gives back what writeSettings wrote', () => {
    const settings = { machine: { provider: 'cpu' as const }, preferences: slow };
    expect(readSettings(writeSettings(settings))).toEqual(settings);
  });

  it('brings the first files, which held the provider alone, up to the present version', () => {
    expect(readSettings('{"provider":"cuda"}')).toEqual({ ...usualSettings, machine: { provider: 'cuda' } });
  });

  it('takes the default for what a file does not name, and drops what no section knows', () => {
    const text = '{"format":"osteon-settings","version":1,"preferences":{"reading":{"dragSpeed":0.5,"x":1}}}';
    expect(readSettings(text)).toEqual({ ...usualSettings, preferences: slow });
  });

  it('passes over actions that it does not know', () => {
    const text =
      '{"format":"osteon-settings","version":1,"preferences":{"keyboard":{"remapped":{"invert":["X"],"fly":["Y"]}}}}';
    expect(readSettings(text).preferences.keyboard).toEqual({
      scheme: 'osteon',
      remapped: { invert: ['X'] },
    });
  });

  it('reads a file that an editor gave a byte order mark', () => {
    expect(readSettings(`\uFEFF${writeSettings({ preferences: slow })}`).preferences).toEqual(slow);
  });

  it.each([
    ['', 'invalid-settings'],
    ['{', 'invalid-settings'],
    ['[]', 'invalid-settings'],
    ['{"provider":"quantum"}', 'invalid-settings'],
    ['{"format":"osteon-settings","version":0}', 'invalid-settings'],
    ['{"format":"osteon-settings","version":2}', 'settings-newer'],
  ])('refuses %j with %s', (text, code) => expect(failureOf(text)?.code).toBe(code));

  it('names the place of what it does not know', () => {
    const text =
      '{"format":"osteon-settings","version":1,"preferences":{"reading":{"dragSpeed":"<b>fast</b>"}}}';
    expect(failureOf(text)).toEqual({
      code: 'invalid-settings',
      message: 'The settings hold something unknown at preferences.reading.dragSpeed.',
    });
  });
});

describe('writeSettings', () => {
  it("leaves the computer's own settings out of what a clinic shares", () => {
    expect(writeSettings({ preferences: slow })).not.toContain('machine');
  });
});

describe('preferencesSchema', () => {
  it('finds its own defaults in order', () => {
    expect(v.parse(preferencesSchema, usualPreferences)).toEqual(usualPreferences);
  });
});
