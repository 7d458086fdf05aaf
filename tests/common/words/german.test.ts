import { german, germanGroups } from '#common/words/german';

const messages = Object.entries(german);
const placeholders = (text: string): readonly string[] => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
const forms = (text: string): number => text.split(' | ').length;

describe('the German messages', () => {
  it('stand in one group each', () => {
    const keys = Object.values(germanGroups).flatMap((group) => Object.keys(group));
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });

  it('say something', () => {
    expect(messages.filter(([key, text]) => key.trim() === '' || text.trim() === '')).toEqual([]);
  });

  it('fill in what the English fills in, in every form', () => {
    const differing = messages.filter(
      ([key, text]) => placeholders(key).join() !== placeholders(text).join() || forms(key) !== forms(text),
    );
    expect(differing).toEqual([]);
  });

  it('never call a film free of a fracture, nor a suspicion a finding', () => {
    const forbidden = /\bnormal|\bnegativ|Diagnos|\berkannt|\bdetected\b|\bno fracture\b|keine Fraktur\b/i;
    const allowed = ['Investigational, not for diagnosis'];
    const said = messages.flat().filter((text) => forbidden.test(text) && !allowed.includes(text));
    expect(said).toEqual([]);
  });
});
