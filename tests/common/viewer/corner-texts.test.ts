import { patientLines, pixelSizeLine, studyLines, techniqueLines } from '#common/viewer/corner-texts';
import { imageEntry } from '../../support/image-entries.ts';

const film = imageEntry('a', {
  patientName: '<b>Doe</b>^Jo',
  patientId: '42',
  patientBirthDate: '19610402',
  patientAge: '065Y',
  patientSex: 'F',
  studyDate: '20261123',
  studyDescription: 'Wrist',
  modality: 'DX',
  bodyPartExamined: 'WRIST',
  viewPosition: 'PA',
  kvp: '55.000',
});

describe('patientLines', () => {
  it('names the patient in plain text, whatever the file writes', () => {
    expect(patientLines(film, 'full')).toEqual(['<b>Doe</b>, Jo', 'ID 42', 'born 1961-04-02', '65 y · F']);
  });

  it('keeps name and number when minimal', () => {
    expect(patientLines(film, 'minimal')).toEqual(['<b>Doe</b>, Jo', 'ID 42']);
  });

  it('says so when nobody is named, and names the file', () => {
    expect(patientLines(imageEntry('b'), 'full')).toEqual(['No patient identity', 'b.dcm']);
  });
});

describe('studyLines', () => {
  it('leaves out what the file does not say', () => {
    expect(studyLines(film, 'full')).toEqual(['2026-11-23', 'Wrist']);
    expect(studyLines(imageEntry('b'), 'minimal')).toEqual([]);
  });
});

describe('techniqueLines', () => {
  it('tells how the film was taken', () => {
    expect(techniqueLines(film)).toEqual(['DX · WRIST · PA', '55 kV']);
  });
});

describe('pixelSizeLine', () => {
  const size = { rowSpacing: 0.14286, columnSpacing: 0.14286, known: 'atDetector', basis: '' } as const;

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
