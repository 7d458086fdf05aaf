import { sayEnglish, sayIn, writeNumber } from '#common/words/say';

const german = sayIn('de');

describe('say', () => {
  it('says a message in the language, and in English as it is written', () => {
    expect(sayEnglish('doubtful')).toBe('doubtful');
    expect(german('doubtful')).toBe('unklar');
  });

  it('fills in what a message asks for, whatever signs that holds', () => {
    expect(german('{file} cannot be shown.', { file: '$& {file}.dcm' })).toBe(
      '$& {file}.dcm kann nicht angezeigt werden.',
    );
  });

  it('has a form for one and another for the rest', () => {
    const lines = [0, 1, 2].map((count) => sayEnglish('{count} study | {count} studies', { count }));
    expect(lines).toEqual(['0 studies', '1 study', '2 studies']);
    expect(german('{count} study | {count} studies', { count: 1 })).toBe('1 Studie');
  });

  it('writes numbers as the language does', () => {
    expect([sayEnglish('{value}', { value: 1234.5 }), german('{value}', { value: 1234.5 })]).toEqual([
      '1234.5',
      '1234,5',
    ]);
    expect([writeNumber('en', 0.875, 2), writeNumber('de', 0.875, 2)]).toEqual(['0.88', '0,88']);
  });
});
