import { cornerLines, pixelSizeLine, type OverlayMode } from '#common/viewer/corner-texts';
import { cornerItems, usualCorners, type CornerItem } from '#common/viewer/corner-layout';
import { imageEntry } from '../../support/image-entries.ts';

const size = { rowSpacing: 0.14286, columnSpacing: 0.14286, known: 'atDetector', basis: '' } as const;
const film = imageEntry('a', {
  patientName: '<b>Doe</b>^Jo',
  patientId: '42',
  patientBirthDate: '19610402',
  patientAge: '065Y',
  patientSex: 'F',
  studyDate: '20261123',
  studyTime: '143005.123',
  studyDescription: 'Wrist',
  accessionNumber: 'A7',
  modality: 'DX',
  bodyPartExamined: 'WRIST',
  viewPosition: 'PA',
  kvp: '55.000',
  exposure: '3',
});

function lines(items: readonly CornerItem[], image = film, mode: OverlayMode = 'full'): readonly string[] {
  const facts = { image, pixelSize: size, window: 'C 40 W 400', zoom: 'Zoom 50 % · 1/2' };
  return cornerLines(items, facts, mode).map(({ text }) => text);
}

describe('cornerLines', () => {
  it('name the patient in plain text, whatever the file writes', () => {
    expect(lines(usualCorners.topLeft)).toEqual(['<b>Doe</b>, Jo', 'ID 42', 'born 1961-04-02', '65 y · F']);
  });

  it('keep what tells patients apart and how the film is looked at when minimal', () => {
    expect(lines(cornerItems, film, 'minimal')).toEqual([
      '<b>Doe</b>, Jo',
      'ID 42',
      '2026-11-23',
      'C 40 W 400',
      'Zoom 50 % · 1/2',
    ]);
    expect(lines(cornerItems, film, 'none')).toEqual([]);
  });

  it('say so when nobody is named, and name the file', () => {
    expect(lines(usualCorners.topLeft, imageEntry('b'))).toEqual(['No patient identity', 'b.dcm']);
  });

  it('leave out what the file does not say', () => {
    expect(lines(usualCorners.topRight)).toEqual(['2026-11-23', 'Wrist']);
    expect(lines(usualCorners.topRight, imageEntry('b'), 'minimal')).toEqual([]);
  });

  it('tell how the film was taken, in the order asked for', () => {
    expect(lines(['exposure', 'kvp', 'modalityAndView', 'studyTime', 'accessionNumber'])).toEqual([
      '3 mAs',
      '55 kV',
      'DX · WRIST · PA',
      '14:30',
      'Acc. A7',
    ]);
  });
});

describe('pixelSizeLine', () => {
  it('never gives millimetres without how they are known', () => {
    expect(pixelSizeLine(size)).toBe('0.143 mm/px at detector');
    expect(pixelSizeLine({ ...size, known: 'calibrated' })).toBe('0.143 mm/px calibrated');
    expect(pixelSizeLine({ ...size, known: 'unknown' })).toBe('0.143 mm/px not known where');
    expect(pixelSizeLine({ ...size, rowSpacing: 0.2, known: 'magnificationCorrected' })).toBe(
      '0.143 × 0.2 mm/px magnification-corrected',
    );
  });

  it('says nothing where the file does not', () => {
    expect(pixelSizeLine({ ...size, rowSpacing: null, columnSpacing: null })).toBeNull();
  });
});
