import { noPolicy, readPolicy, withLocked } from '../../../src-main/common/preferences/policy.ts';
import { usualPreferences } from '../../../src-main/common/preferences/preferences.ts';

const policy = (locked: unknown) => JSON.stringify({ format: 'osteon-policy', version: 1, locked });

describe('readPolicy', () => {
  it('names what is locked, and to what', () => {
    const { provider, preferences, locks } = readPolicy(
      policy({ provider: 'cpu', preferences: { secondReader: { readFirst: true } } }),
    );
    expect({ provider, locks, readFirst: preferences.secondReader.readFirst }).toEqual({
      provider: 'cpu',
      locks: ['provider', 'secondReader.readFirst'],
      readFirst: true,
    });
  });

  it('locks nothing where it says nothing', () => {
    expect(readPolicy(policy({}))).toEqual(noPolicy);
  });

  it.each([
    ['no JSON', '{', 'its beginning'],
    ['another format', '{"format":"osteon-settings","version":1,"locked":{}}', 'format'],
    ['a newer version', '{"format":"osteon-policy","version":2,"locked":{}}', 'version'],
    ['an unknown provider', policy({ provider: 'quantum' }), 'locked.provider'],
    ['an unknown lock', policy({ telemetry: false }), 'locked.telemetry'],
    ['an unknown section', policy({ preferences: { printing: { on: true } } }), 'printing.on'],
    ['a misspelt setting', policy({ preferences: { secondReader: { readfirst: true } } }), 'readfirst'],
    ['a name that objects inherit', policy({ preferences: { toString: { name: 'x' } } }), 'toString'],
    ['an illegal value', policy({ preferences: { reading: { dragSpeed: 1e9 } } }), 'reading.dragSpeed'],
  ])('refuses %s as a whole', (_case, text, place) => {
    expect(() => readPolicy(text)).toThrow(
      expect.objectContaining({ code: 'policy-invalid', message: expect.stringContaining(place) }),
    );
  });
});

describe('withLocked', () => {
  it('takes what is locked from the lawful ones, and nothing else', () => {
    const chosen = { ...usualPreferences, reading: { ...usualPreferences.reading, dragSpeed: 2 } };
    const lawful = {
      ...usualPreferences,
      secondReader: { ...usualPreferences.secondReader, readFirst: true },
    };
    expect(withLocked(chosen, lawful, ['provider', 'secondReader.readFirst'])).toEqual({
      ...chosen,
      secondReader: lawful.secondReader,
    });
  });
});
