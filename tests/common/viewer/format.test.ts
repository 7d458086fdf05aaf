import { formatAge, formatDate, formatPersonName, formatTime, formatWindow } from '#common/viewer/format';

describe('formatDate', () => {
  it.each([
    ['20261123', '2026-11-23'],
    ['2026.11.23', '2026-11-23'],
    ['before the war', 'before the war'],
  ])('writes %s as %s', (date, text) => expect(formatDate(date)).toBe(text));
});

describe('formatTime', () => {
  it.each([
    ['143005.123', '14:30'],
    ['0905', '09:05'],
    ['09:05:01', '09:05'],
    ['noon', 'noon'],
  ])('writes %s as %s', (time, text) => expect(formatTime(time)).toBe(text));
});

describe('formatAge', () => {
  it.each([
    ['007Y', '7 y'],
    ['018M', '18 mo'],
    ['003W', '3 w'],
    ['about 40', 'about 40'],
  ])('writes %s as %s', (age, text) => expect(formatAge(age)).toBe(text));
});

describe('formatPersonName', () => {
  it.each([
    ['Doe^Jo', 'Doe, Jo'],
    ['Okafor^Chidi^Emeka^Dr^PhD', 'Okafor, Dr Chidi Emeka PhD'],
    ['^Jo', 'Jo'],
    ['Yamada^Tarou=山田^太郎=やまだ^たろう', 'Yamada, Tarou = 山田, 太郎 = やまだ, たろう'],
    ['=山田^太郎', '山田, 太郎'],
    ['^^^^', ''],
    ['<b>Doe</b>', '<b>Doe</b>'],
  ])('writes %s as %s', (name, text) => expect(formatPersonName(name)).toBe(text));
});

describe('formatWindow', () => {
  it('rounds to one decimal', () =>
    expect(formatWindow({ center: 127.46, width: 256 })).toBe('C 127.5 W 256'));
});
