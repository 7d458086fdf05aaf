import type { Api } from '../api.ts';
import { investigationalNotice } from '#common/model/notice';
import { drawFilm } from '../picture/draw-film.ts';
import { encodePicture } from '../picture/encode-picture.ts';
import { FilmSubjects, type SubjectSources } from '../picture/film-subjects.ts';
import { sheetFacts } from '../picture/sheet-facts.ts';
import { say } from '../words.svelte.ts';
import { ExportState } from './exporting.svelte.ts';
import { PrintState } from './printing.svelte.ts';

/** The ways by which films leave the window for other people. */
export interface LeavingFilms {
  readonly subjects: FilmSubjects;
  readonly exporting: ExportState;
  readonly printing: PrintState;
}

export function leavingFilms(
  api: Pick<Api, 'ask' | 'loadFrame'>,
  sources: Omit<SubjectSources, 'loadFrame' | 'classify'>,
): LeavingFilms {
  const subjects = new FilmSubjects({
    ...sources,
    loadFrame: (imageId) => api.loadFrame(imageId),
    classify: (imageId) => api.ask('classifyImage', imageId),
  });
  const exporting = new ExportState({
    filmsOf: (scope) => subjects.filmsOf(scope),
    entry: (imageId) => subjects.entry(imageId),
    picture: async (imageId, { format, quality, ...content }) => {
      const subject = await subjects.subjectOf(imageId, content.secondReader);
      return encodePicture(drawFilm(subject, content), format, quality);
    },
    choosePlace: (request) => api.ask('choosePlace', request),
    savePicture: (request) => api.ask('savePicture', request),
    saveValues: (request) => api.ask('saveValues', request),
    leavePlace: (placeId) => api.ask('leavePlace', placeId),
  });
  const printing = new PrintState({
    filmsOf: (scope) => subjects.filmsOf(scope),
    async picture(imageId, content) {
      const subject = await subjects.subjectOf(imageId, content.secondReader);
      // Who it is stands at the head of the sheet.
      const canvas = drawFilm(subject, { ...content, identity: false });
      const { width, height } = canvas;
      const bytes = await encodePicture(canvas, 'png', 1);
      return { ...sheetFacts(subject, content.identity), imageId, width, height, bytes };
    },
    wordsOf: ({ secondReader }) => ({
      footer: secondReader ? [`${say('Second reader')}: ${say(investigationalNotice)}`] : [],
      rulerWords: say('100 mm, to be measured on the paper'),
    }),
    print: (job) => api.ask('printSheets', job),
    savePdf: (job) => api.ask('saveSheets', { job, name: say('Films') }),
  });
  return { subjects, exporting, printing };
}
