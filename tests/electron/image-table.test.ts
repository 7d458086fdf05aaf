import { ImageTable } from '../../src-main/electron/image-table.ts';

describe('ImageTable', () => {
  it('gives names that say nothing of the file and finds it again', () => {
    const images = new ImageTable();
    const location = { path: '/films/doe.dcm', frame: 3, stamp: '1', sopInstanceUid: null };
    const first = images.add(location);
    expect(first).not.toContain('doe');
    expect(images.locate(first)).toEqual(location);
  });

  it('gives a frame one name however often it is opened, and a changed file’s another', () => {
    const images = new ImageTable();
    const location = { path: '/films/doe.dcm', frame: 0, stamp: '1', sopInstanceUid: '2.25.1' };
    const name = images.add(location);
    expect(images.add({ ...location })).toBe(name);
    const others = [
      { ...location, frame: 1 },
      { ...location, stamp: '2' },
      { ...location, sopInstanceUid: '2.25.2' },
      { ...location, path: '/films/roe.dcm' },
    ].map((other) => images.add(other));
    expect(new Set([name, ...others]).size).toBe(5);
    expect(images.idsOf(location, '1')).toEqual([name, others[0], others[2]]);
  });

  it('knows no other name', () => {
    expect(() => new ImageTable().locate('/etc/passwd')).toThrow(
      expect.objectContaining({ code: 'unknown-image' }),
    );
  });
});
