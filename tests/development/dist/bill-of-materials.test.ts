import { thirdPartyNotices } from '../../../src-main/development/dist/bill-of-materials.ts';

const text = (content: string) => ({
  licenses: [
    { license: { text: { content: Buffer.from(content).toString('base64'), encoding: 'base64' as const } } },
  ],
});

describe('thirdPartyNotices', () => {
  const notices = thirdPartyNotices({
    bomFormat: 'CycloneDX',
    components: [
      { type: 'framework', name: 'electron', version: '33.2.1', licenses: [{ license: { id: 'MIT' } }] },
      {
        type: 'library',
        group: '@a',
        name: 'one',
        version: '1.0.0',
        licenses: [{ license: { id: 'ISC' } }],
        evidence: text('Copyright A'),
      },
      {
        type: 'library',
        group: '@a',
        name: 'two',
        version: '2.0.0',
        licenses: [{ expression: '(MIT OR CC0-1.0)' }],
        evidence: text('Copyright A'),
      },
      {
        type: 'library',
        name: 'three',
        version: '3.0.0',
        licenses: [{ license: { name: 'Custom' } }],
        evidence: text('Copyright C'),
      },
    ],
  });

  it('sets those that share a text above it together, each with its licence', () => {
    expect(notices).toContain('\n@a/one 1.0.0 (ISC)\n@a/two 2.0.0 ((MIT OR CC0-1.0))\n\nCopyright A\n');
    expect(notices).toContain('\nthree 3.0.0 (Custom)\n\nCopyright C\n');
  });

  it('says which come without a copy of their text', () => {
    expect(notices).toMatch(/electron 33\.2\.1 \(MIT\)\n\nThese packages name their licence without/);
  });
});
