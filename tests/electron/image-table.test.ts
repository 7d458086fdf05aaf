import { ImageTable } from '../../src-main/electron/image-table.ts';

describe('ImageTable', () => {
  it('gives names that say nothing of the file and finds it again', () => {
    const images = new ImageTable();
    const location = { path: '/films/doe.dcm', frame: 3, stamp: '1', sopInstanceUid: null };
    const [first, second] = [images.add(location), images.add(location)];
    expect(first).not.toBe(second);
    expect(first).not.toContain('doe');
    expect(images.locate(first)).toEqual(location);
  });

  it('knows no other name', () => {
    expect(() => new ImageTable().locate('/etc/passwd')).toThrow(
      expect.objectContaining({ code: 'unknown-image' }),
    );
  });
});
