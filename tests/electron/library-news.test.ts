import type { Events } from '../../src-main/common/contract/ipc.ts';
import { ImageTable } from '../../src-main/electron/image-table.ts';
import { announceLibrary } from '../../src-main/electron/library-news.ts';

describe('announceLibrary', () => {
  it('names every frame of an indexed film as the page knows it, and no path', () => {
    const images = new ImageTable();
    const film = { path: '/films/one', stamp: 's', sopInstanceUid: null };
    const ids = [images.add({ ...film, frame: 0 }), images.add({ ...film, frame: 1 })];
    images.add({ ...film, stamp: 'another film in its place', frame: 0 });
    const announced: [keyof Events, unknown][] = [];
    announceLibrary(
      {
        kind: 'indexed',
        films: [{ source: { path: '/films/one' }, stamp: 's', studyId: 7, keyFrames: [1] }],
        studies: [],
        index: { saved: true, sealed: false, setAside: null },
      },
      images,
      (name, payload) => announced.push([name, payload]),
    );
    expect(announced).toEqual([
      [
        'filmsIndexed',
        {
          films: [
            { imageId: ids[0], studyId: 7 },
            { imageId: ids[1], studyId: 7, isKeyImage: true },
          ],
          studies: [],
          index: { saved: true, sealed: false, setAside: null },
        },
      ],
    ]);
  });
});
