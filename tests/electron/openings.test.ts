import type { SurveyedImage } from '../../src-main/common/contract/engine.ts';
import type { Events } from '../../src-main/common/contract/ipc.ts';
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
  let asked: [name: string, request: unknown][];
  let unlocking: () => Promise<void>;
  let images: ImageTable;
  let openings: Openings;

  beforeEach(() => {
    announced = [];
    remembered = [];
    asked = [];
    unlocking = async () => undefined;
    rememberFailure = null;
    images = new ImageTable();
    const survey = new Promise<void>((resolve, reject) => {
      finishSurvey = (failure) => (failure === undefined ? resolve() : reject(failure));
    });
    openings = new Openings({
      engine: {
        ask: (name: string, request: unknown) => {
          asked.push([name, request]);
          return name === 'unlock' ? unlocking() : survey;
        },
      } as unknown as OpeningsOptions['engine'],
      images,
      announce: (name, payload) => announced.push([name, payload]),
      remember: (paths, title) => {
        if (rememberFailure !== null) throw rememberFailure;
        remembered.push([paths, title]);
      },
    });
  });
  const finished = () => new Promise(setImmediate);
  const payloads = <N extends keyof Events>(name: N): Events[N][] =>
    announced.filter(([other]) => other === name).map(([, payload]) => payload as Events[N]);

  it('announces every frame under a name of its own, without any path', () => {
    const openingId = openings.open(['/films']);
    openings.receive({
      surveyId: openingId,
      images: [image('/films/a.dcm', 2)],
      refusals: [],
      objects: [],
      examined: 1,
    });
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
    openings.receive({
      surveyId: openingId,
      images: [image('/films/a.dcm', 1)],
      refusals: [],
      objects: [],
      examined: 1,
    });
    openings.receive({
      surveyId: openingId,
      images: [],
      refusals: [{ path: '/films/b', error }],
      objects: [],
      examined: 7,
    });
    finishSurvey();
    await new Promise(setImmediate);
    const fileId: unknown = expect.any(String);
    expect(payloads('filesRefused')).toEqual([{ openingId, files: [{ fileId, displayName: 'b', error }] }]);
    expect(payloads('openingProgress')).toEqual([
      { openingId, examined: 1, found: 1, refused: 0, finished: false },
      { openingId, examined: 7, found: 1, refused: 1, finished: false },
      { openingId, examined: 7, found: 1, refused: 1, finished: true },
    ]);
    expect(remembered).toEqual([[['/films'], 'DOE JANE · 2026-01-02']]);
  });

  it('refuses a file under one name however often it is opened, and another under another', () => {
    const error = { code: 'not-an-image', message: 'no' } as const;
    const refusedIn = (path: string): string | undefined => {
      const surveyId = openings.open([path]);
      openings.receive({
        surveyId,
        images: [],
        refusals: [{ path: `${path}/b`, error }],
        objects: [],
        examined: 1,
      });
      return payloads('filesRefused').at(-1)?.files[0]?.fileId;
    };
    const [first, again, elsewhere] = [refusedIn('/films'), refusedIn('/films'), refusedIn('/others')];
    expect(again).toBe(first);
    expect(elsewhere).not.toBe(first);
  });

  describe('of archives', () => {
    const inner = { index: 3, name: 'DOE/inner.zip', crc32: 7 };
    const error = { code: 'archive-encrypted', message: 'no' } as const;
    const refuse = (): string => {
      const surveyId = openings.open(['/films/study.zip']);
      const refusals = [{ path: '/films/study.zip', members: [inner], error }];
      openings.receive({ surveyId, images: [], refusals, objects: [], examined: 1 });
      return payloads('filesRefused')[0]!.files[0]!.refusalId!;
    };

    it('names a film by its member, and tells the page neither path nor place', () => {
      const members = [inner, { index: 0, name: 'DICOM/IM1', crc32: 1 }];
      const surveyId = openings.open(['/films/study.zip']);
      const film = { ...image('/films/study.zip', 1), members };
      openings.receive({ surveyId, images: [film], refusals: [], objects: [], examined: 1 });
      const [entry] = payloads('imagesFound')[0]!.images;
      expect(entry?.displayName).toBe('IM1');
      expect(images.locate(entry!.imageId)).toMatchObject({ path: '/films/study.zip', members, frame: 0 });
      expect(JSON.stringify(announced)).not.toMatch(/films|inner|DICOM/);
    });

    it('opens what was locked once the password is right, and the refusal is then used up', async () => {
      const refusalId = refuse();
      expect(payloads('filesRefused')[0]?.files[0]?.displayName).toBe('study.zip › DOE/inner.zip');
      const surveyId = await openings.unlock(refusalId, 'sesame');
      const archive = { path: '/films/study.zip', members: [inner] };
      expect(asked.slice(1)).toEqual([
        ['unlock', { archive, password: 'sesame' }],
        ['surveyUnlocked', { surveyId, archive }],
      ]);
      await expect(openings.unlock(refusalId, 'sesame')).rejects.toMatchObject({ code: 'invalid-request' });
      finishSurvey();
      await finished();
      expect(JSON.stringify([announced, remembered])).not.toContain('sesame');
    });

    it('keeps what is locked for another try when the password is wrong', async () => {
      const refusalId = refuse();
      unlocking = () => Promise.reject(new AppError('archive-password-wrong', 'no'));
      await expect(openings.unlock(refusalId, 'x')).rejects.toMatchObject({ code: 'archive-password-wrong' });
      unlocking = async () => undefined;
      await openings.unlock(refusalId, 'sesame');
      expect(payloads('openingStarted')).toHaveLength(2);
      finishSurvey();
      await finished();
    });
  });

  it('says that what is opened for comparison was not asked for, and remembers none of it', async () => {
    const openingId = openings.openQuietly(['/films']);
    openings.receive({
      surveyId: openingId,
      images: [image('/films/a.dcm', 1)],
      refusals: [],
      objects: [],
      examined: 1,
    });
    finishSurvey();
    await finished();
    expect(payloads('openingStarted')).toEqual([{ openingId, quiet: true }]);
    expect(payloads('imagesFound')).toHaveLength(1);
    expect(remembered).toEqual([]);
  });

  it('finishes although the study cannot be remembered', async () => {
    rememberFailure = new Error('EROFS');
    const openingId = openings.open(['/films']);
    openings.receive({
      surveyId: openingId,
      images: [image('/films/a.dcm', 1)],
      refusals: [],
      objects: [],
      examined: 1,
    });
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

  it('opens everything once more for a page that knows nothing of it, under the names it had', async () => {
    const first = openings.open(['/films']);
    openings.openQuietly(['/earlier']);
    openings.open(['/films']);
    openings.receive({
      surveyId: first,
      images: [image('/films/a.dcm', 1)],
      refusals: [],
      objects: [],
      examined: 1,
    });
    const before = payloads('imagesFound')[0]!.images[0]!.imageId;
    announced = [];
    asked = [];
    openings.reopen();
    expect(asked.filter(([name]) => name === 'cancelSurvey')).toHaveLength(3);
    const [again, quiet, ...more] = payloads('openingStarted');
    expect([again?.quiet, quiet?.quiet, more.length]).toEqual([false, true, 0]);
    const found = { images: [image('/films/a.dcm', 1)], refusals: [], objects: [], examined: 1 };
    openings.receive({ surveyId: first, ...found });
    openings.receive({ surveyId: again!.openingId, ...found });
    expect(payloads('imagesFound').map(({ images: [entry] }) => entry?.imageId)).toEqual([before]);
  });
});
