import type { LibraryNews } from '#common/contract/engine';
import type { Events } from '#common/contract/ipc';
import type { ImageTable } from './image-table.ts';

/** Tells the page what became of the index, each film under the names by which the page knows it. */
export function announceLibrary(
  news: LibraryNews,
  images: Pick<ImageTable, 'idsOf' | 'locate'>,
  announce: <N extends keyof Events>(name: N, payload: Events[N]) => void,
): void {
  if (news.kind === 'changed') return announce('studiesChanged', { studies: news.studies });
  if (news.kind === 'failed') return announce('indexFailed', news.error);
  const films = news.films.flatMap(({ source, stamp, studyId, keyFrames }) =>
    images.idsOf(source, stamp).map((imageId) => ({
      imageId,
      studyId,
      ...(keyFrames.includes(images.locate(imageId).frame) && { isKeyImage: true as const }),
    })),
  );
  announce('filmsIndexed', { films, studies: news.studies, index: news.index });
}
