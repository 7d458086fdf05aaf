import type { ImageEntry } from '#common/contract/ipc';
import type { ImageAttributes } from '#common/dicom/image-description';
import { hang } from '#common/hanging/hang';
import { defaultHangingRules } from '#common/hanging/hanging-rules';
import { imageEntry } from '../../support/image-entries.ts';

const jane = { patientId: '1', patientName: 'Doe^Jane', patientBirthDate: '19700101' };

/** `now:R PA` is a right frontal hand of the study `now`; a side or view of `-` is not stated. */
function film(spec: string, more: Partial<ImageAttributes> = {}): ImageEntry {
  const [study = '', side = '', view = ''] = spec.split(/[: ]/);
  const stated = (word: string): string | null => (word === '-' ? null : word);
  return imageEntry(spec, {
    ...jane,
    studyInstanceUid: study,
    studyDate: { now: '20261123', before: '20250201', longAgo: '20200101' }[study] ?? null,
    modality: 'DX',
    bodyPartExamined: 'HAND',
    imageLaterality: stated(side),
    viewPosition: stated(view),
    ...more,
  });
}

const hung = (
  study: readonly ImageEntry[],
  others: readonly ImageEntry[] = [],
  rules = defaultHangingRules,
) => hang(study[0]!, study, others, rules);

describe('hang', () => {
  it('puts two views of a joint side by side, frontal first, whatever their order in the folder', () => {
    expect(hung([film('now:L LL'), film('now:L PA')])).toEqual({
      layout: '1x2',
      images: ['now:L PA', 'now:L LL'],
      rest: [],
      notice: null,
    });
  });

  it('puts three views in a row, the oblique one in the middle', () => {
    expect(hung([film('now:L LAT'), film('now:L OBL'), film('now:L AP')])).toMatchObject({
      layout: '1x3',
      images: ['now:L AP', 'now:L OBL', 'now:L LAT'],
    });
  });

  it("hangs the patient's right at the left of the screen, and both sides of a view in one row", () => {
    expect(hung([film('now:L PA'), film('now:R PA')]).images).toEqual(['now:R PA', 'now:L PA']);
    const both = [film('now:L PA'), film('now:L LL'), film('now:R PA'), film('now:R LL')];
    expect(hung(both)).toMatchObject({
      layout: '2x2',
      images: ['now:R PA', 'now:L PA', 'now:R LL', 'now:L LL'],
    });
  });

  it('keeps the order of the files where a side or a view is not stated, and says so', () => {
    expect(hung([film('now:L PA'), film('now:- PA')])).toMatchObject({
      images: ['now:L PA', 'now:- PA'],
      notice: 'sideUnknown',
    });
    expect(hung([film('now:L LL'), film('now:L -')])).toMatchObject({
      images: ['now:L LL', 'now:L -'],
      notice: 'viewUnknown',
    });
  });

  it('takes the view from the words of the series where the position is not given', () => {
    const lateral = film('now:R -', { seriesDescription: 'Hand rechts seitlich' });
    expect(hung([lateral, film('now:R PA')]).images).toEqual(['now:R PA', 'now:R -']);
  });

  it('asks for no side of a trunk', () => {
    const chest = { bodyPartExamined: 'CHEST' };
    expect(hung([film('now:- LL', chest), film('now:- PA', chest)])).toMatchObject({
      images: ['now:- PA', 'now:- LL'],
      notice: null,
    });
  });

  it('leaves another body part of the study, and what has more frames, for later', () => {
    const elbow = film('now:L AP', { bodyPartExamined: 'ELBOW' });
    expect(hung([film('now:L PA'), elbow])).toMatchObject({ layout: '1x1', images: ['now:L PA'] });
    const loop = imageEntry('loop', film('now:L PA').attributes, { numberOfFrames: 20 });
    expect(hung([loop, film('now:L PA')]).images).toEqual(['loop']);
  });

  it('hangs four of more views, the one that was asked for among them', () => {
    const views = ['AP', 'PA', 'LL', 'RL', 'OBL', 'AX'].map((view) => film(`now:L ${view}`));
    expect(hung(views)).toMatchObject({ layout: '2x2', rest: ['now:L RL', 'now:L AX'] });
    expect(hang(views[5]!, views, [], defaultHangingRules).images).toContain('now:L AX');
  });

  it('hangs a prior beside a single view', () => {
    expect(hung([film('now:L PA')], [film('before:L PA')])).toMatchObject({
      layout: '1x2',
      images: ['now:L PA', 'before:L PA'],
    });
  });

  it('hangs two views over the same views of the latest earlier study', () => {
    const others = [film('longAgo:L PA'), film('before:L LL'), film('before:L PA')];
    expect(hung([film('now:L PA'), film('now:L LL')], others)).toMatchObject({
      layout: '2x2',
      images: ['now:L PA', 'now:L LL', 'before:L PA', 'before:L LL'],
    });
    expect(hung([film('now:L PA'), film('now:L LL')], [film('before:L LL')]).images).toEqual([
      'now:L PA',
      'now:L LL',
      null,
      'before:L LL',
    ]);
  });

  it.each([
    ['has another birth date', film('before:L PA', { patientBirthDate: '19700102' })],
    ['has another name', film('before:L PA', { patientName: 'Doe^John' })],
    ['has another issuer of the id', film('before:L PA', { issuerOfPatientId: 'Elsewhere' })],
    ['states no birth date', film('before:L PA', { patientBirthDate: null })],
    ['shows the other side', film('before:R PA')],
    ['shows another body part', film('before:L PA', { bodyPartExamined: 'FOOT' })],
    ['is later', film('later:L PA', { studyDate: '20270101' })],
    ['has no date', film('later:L PA')],
  ])('never hangs as a prior what %s', (_, other) => {
    expect(hung([film('now:L PA')], [other])).toMatchObject({ layout: '1x1', images: ['now:L PA'] });
  });

  it('takes a prior without a side for one of either', () => {
    expect(hung([film('now:L PA')], [film('before:- PA')]).images).toEqual(['now:L PA', 'before:- PA']);
  });

  it('hangs pictures without a patient alone', () => {
    const pictures = ['a', 'b'].map((id) => imageEntry(id, {}, { container: 'png' }));
    expect(hung(pictures, [film('before:L PA')])).toMatchObject({ layout: '1x1', images: ['a'] });
  });

  it('goes by the first rule that is on and applies', () => {
    const oneAboveOther = {
      ...defaultHangingRules[4]!,
      name: 'Hands',
      bodyPart: 'hand',
      layout: '2x1',
    } as const;
    const pair = [film('now:L PA'), film('now:L LL')];
    expect(hung(pair, [], [oneAboveOther, ...defaultHangingRules]).layout).toBe('2x1');
    expect(hung(pair, [], [{ ...oneAboveOther, on: false }, ...defaultHangingRules]).layout).toBe('1x2');
    expect(hung(pair, [], [{ ...oneAboveOther, bodyPart: 'FOOT' }])).toMatchObject({
      layout: '1x1',
      rest: ['now:L LL'],
    });
    expect(hung(pair, [], [{ ...oneAboveOther, modalities: ['MG'] }]).layout).toBe('1x1');
  });
});
