import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RecentStudies } from '../../src-main/electron/recent-studies.ts';

describe('RecentStudies', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'osteon-recent-'))));
  afterEach(() => rmSync(folder, { recursive: true }));
  const open = () => new RecentStudies(join(folder, 'recent.json'));

  it('keeps the newest first and shows no path', () => {
    open().remember(['/films/a'], 'Doe Jane · 2026-01-02', new Date('2026-01-03T00:00:00Z'));
    open().remember(['/films/b'], 'b.png', new Date('2026-01-04T00:00:00Z'));
    expect(open().list()).toEqual([
      { recentId: expect.any(String), title: 'b.png', openedAt: '2026-01-04T00:00:00.000Z' },
      { recentId: expect.any(String), title: 'Doe Jane · 2026-01-02', openedAt: '2026-01-03T00:00:00.000Z' },
    ]);
    expect(JSON.stringify(open().list())).not.toContain('/films');
  });

  it('opens again what its names stand for, and refuses others', () => {
    open().remember(['/films/a', '/films/b'], 'two');
    const recentId = open().list()[0]?.recentId ?? '';
    expect(open().pathsOf(recentId)).toEqual(['/films/a', '/films/b']);
    expect(() => open().pathsOf('/films/a')).toThrow(expect.objectContaining({ code: 'invalid-request' }));
  });

  it('moves paths opened again to the front and keeps twelve', () => {
    for (let study = 0; study < 14; study += 1) open().remember([`/films/${study}`], `study ${study}`);
    open().remember(['/films/5'], 'study 5 again');
    const titles = open()
      .list()
      .map(({ title }) => title);
    expect(titles).toHaveLength(12);
    expect(titles[0]).toBe('study 5 again');
    expect(titles).not.toContain('study 5');
  });

  it('forgets what led to a removed film, and nothing else', () => {
    open().remember([join('/films', 'jane')], 'Doe Jane');
    open().remember([join('/films', 'janet')], 'Doe Janet');
    open().remember([join('/films', 'jane', 'hand.dcm')], 'Doe Jane again');
    open().forget([join('/films', 'jane', 'hand.dcm')]);
    expect(
      open()
        .list()
        .map(({ title }) => title),
    ).toEqual(['Doe Janet']);
  });

  it('leaves no name behind when cleared', () => {
    open().remember(['/films/a'], 'Doe Jane');
    open().clear();
    expect(open().list()).toEqual([]);
    expect(readFileSync(join(folder, 'recent.json'), 'utf8')).toBe('[]');
  });
});
