import type { Events, SurveyedImage } from '../../src-main/common/contract/ipc.ts';
import { AppError } from '../../src-main/common/errors.ts';
import { ImageTable } from '../../src-main/electron/image-table.ts';
import { Openings, type OpeningsOptions } from '../../src-main/electron/openings.ts';

const image = (path: string, numberOfFrames: number): SurveyedImage => ({
  path,
  stamp: 'stamp of the file',
  container: 'dicom',
  attributes: {
    patientName: 'DOE^JANE',
    studyDate: '20260102',
    sopInstanceUid: '2.25.1',
  } as SurveyedImage['attributes'],
  rows: 10,
  columns: 20,
  numberOfFrames,
  scope: { status: 'inScope', reason: 'validated' },
});

describe('Openings', () => {
  let finishSurvey: (failure?: AppError) => void;
  let announced: [name: string, payload: unknown][];
  let remembered: unknown[];
  let rememberFailure: Error | null;
  let images: ImageTable;
  let openings: Openings;

  beforeEach(() => {
    announced = [];
    remembered = [];
    rememberFailure = null;
    images = new ImageTable();
    const survey = new Promise<void>((resolve, reject) => {
      finishSurvey = (failure) => (failure === undefined ? resolve() : reject(failure));
    });
    openings = new Openings({
      engine: { ask: () => survey } as unknown as OpeningsOptions['engine'],
      images,
      announce: (name, payload) => announced.push([name, payload]),
      remember: (paths, title) => {
        if (rememberFailure !== null) throw rememberFailure;
        remembered.push([paths, title]);
      },
    });
  });
  const payloads = <N extends keyof Events>(name: N): Events[N][] =>
    announced.filter(([other]) => other === name).map(([, payload]) => payload as Events[N]);

  it('announces every frame under a name of its own, without any path', () => {
    const openingId = openings.open(['/films']);
    openings.receive({ surveyId: openingId, images: [image('/films/a.dcm', 2)], refusals: [], examined: 1 });
    const [found] = payloads('imagesFound');
    expect(found?.images.map(({ displayName, frame }) => [displayName, frame])).toEqual([
      ['a.dcm', 0],
      ['a.dcm', 1],
    ]);
    expect(found?.images.map(({ imageId }) => images.locate(imageId))).toEqual([
      { path: '/films/a.dcm', frame: 0, stamp: 'stamp of the file', sopInstanceUid: '2.25.1' },
      { path: '/films/a.dcm', frame: 1, stamp: 'stamp of the file', sopInstanceUid: '2.25.1' },
    ]);
    expect(JSON.stringify(announced)).not.toMatch(/\/films|stamp of/);
  });

  it('counts as the survey goes on and remembers the study when it ends', async () => {
    const openingId = openings.open(['/films']);
    const error = { code: 'not-an-image', message: 'no' } as const;
    openings.receive({ surveyId: openingId, images: [image('/films/a.dcm', 1)], refusals: [], examined: 1 });
    openings.receive({
      surveyId: openingId,
      images: [],
      refusals: [{ path: '/films/b', error }],
      examined: 7,
    });
    finishSurvey();
    await new Promise(setImmediate);
    expect(payloads('filesRefused')).toEqual([{ openingId, files: [{ displayName: 'b', error }] }]);
    expect(payloads('openingProgress')).toEqual([
      { openingId, examined: 1, found: 1, refused: 0, finished: false },
      { openingId, examined: 7, found: 1, refused: 1, finished: false },
      { openingId, examined: 7, found: 1, refused: 1, finished: true },
    ]);
    expect(remembered).toEqual([[['/films'], 'DOE JANE · 2026-01-02']]);
  });

  it('finishes although the study cannot be remembered', async () => {
    rememberFailure = new Error('EROFS');
    const openingId = openings.open(['/films']);
    openings.receive({ surveyId: openingId, images: [image('/films/a.dcm', 1)], refusals: [], examined: 1 });
    finishSurvey();
    await new Promise(setImmediate);
    expect(payloads('openingProgress').at(-1)).toMatchObject({ openingId, finished: true });
  });

  it('says why a survey broke off, and forgets openings without an image', async () => {
    openings.open(['/films/lost']);
    finishSurvey(new AppError('engine-stopped', 'gone'));
    await new Promise(setImmediate);
    expect(payloads('filesRefused')).toMatchObject([
      { files: [{ displayName: 'lost', error: { code: 'engine-stopped' } }] },
    ]);
    expect(payloads('openingProgress')).toMatchObject([{ finished: true }]);
    expect(remembered).toEqual([]);
  });

  it('shows a cancelled survey as finished, not as an error', async () => {
    openings.open(['/films']);
    finishSurvey(new AppError('cancelled', 'stopped'));
    await new Promise(setImmediate);
    expect(payloads('filesRefused')).toEqual([]);
    expect(payloads('openingProgress')).toMatchObject([{ finished: true }]);
  });
});
