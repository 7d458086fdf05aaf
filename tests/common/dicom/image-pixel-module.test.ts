import { readImagePixelModule, requirePixelData } from '#common/dicom/image-pixel-module';
import { parseDataSet } from '#common/dicom/parse';
import { dicomFile, greyFile, greyModule, type Attribute } from '../../support/dicom-bytes.ts';

const read = (...changes: Attribute[]) => readImagePixelModule(parseDataSet(greyFile(2, 3, ...changes)));

describe('readImagePixelModule', () => {
  it('reads grey of 16 bits', () => {
    expect(read()).toMatchObject({
      rows: 2,
      columns: 3,
      samplesPerPixel: 1,
      planarConfiguration: 0,
      bitsAllocated: 16,
      bitsStored: 16,
      highBit: 15,
      pixelRepresentation: 0,
      photometricInterpretation: 'MONOCHROME2',
      numberOfFrames: 1,
      transferSyntaxUid: '1.2.840.10008.1.2.1',
      rescaleSlope: 1,
      rescaleIntercept: 0,
      rescaleType: null,
      windows: [],
      lossy: false,
    });
  });

  it('reads the linear Modality LUT', () => {
    const module = read(
      [0x0028, 0x1052, 'DS', '-1024'],
      [0x0028, 0x1053, 'DS', '2.5e-1'],
      [0x0028, 0x1054, 'LO', 'HU'],
    );
    expect(module).toMatchObject({ rescaleIntercept: -1024, rescaleSlope: 0.25, rescaleType: 'HU' });
  });

  it('keeps the windows that the standard allows, each with its explanation', () => {
    const module = read(
      [0x0028, 0x1050, 'DS', '40\\600\\x\\7\\50'],
      [0x0028, 0x1051, 'DS', '400\\0.5\\100\\'],
      [0x0028, 0x1055, 'LO', 'BONE\\SOFT'],
    );
    expect(module.windows).toEqual([{ center: 40, width: 400, explanation: 'BONE' }]);
  });

  it('reads an image of ACR-NEMA, which knew but one kind', () => {
    const empty: Attribute[] = [
      [0x0028, 0x0002, 'US', []],
      [0x0028, 0x0004, 'CS', ''],
    ];
    expect(read([0x0008, 0x0010, 'LO', 'ACR-NEMA 2.0'], ...empty)).toMatchObject({
      samplesPerPixel: 1,
      photometricInterpretation: 'MONOCHROME2',
    });
  });

  it('knows lossy pixels by the attribute too', () => {
    expect(read([0x0028, 0x2110, 'CS', '01']).lossy).toBe(true);
  });

  it.each<[string, Attribute, string]>([
    ['no rows', [0x0028, 0x0010, 'US', [0]], 'invalid-attribute'],
    ['an empty Columns', [0x0028, 0x0011, 'US', []], 'missing-attribute'],
    ['an empty Photometric Interpretation', [0x0028, 0x0004, 'CS', ''], 'missing-attribute'],
    ['a palette without its colours', [0x0028, 0x0004, 'CS', 'PALETTE COLOR'], 'missing-attribute'],
    ['partial-range luminance', [0x0028, 0x0004, 'CS', 'YBR_PARTIAL_420'], 'unsupported-pixel-format'],
    ['three samples of grey', [0x0028, 0x0002, 'US', [3]], 'invalid-attribute'],
    ['12 bits allocated', [0x0028, 0x0100, 'US', [12]], 'unsupported-pixel-format'],
    ['more bits stored than allocated', [0x0028, 0x0101, 'US', [17]], 'invalid-attribute'],
    ['a high bit below the stored bits', [0x0028, 0x0102, 'US', [7]], 'invalid-attribute'],
    ['a Pixel Representation of 2', [0x0028, 0x0103, 'US', [2]], 'invalid-attribute'],
    ['frames in words', [0x0028, 0x0008, 'IS', 'many'], 'invalid-attribute'],
    ['no frames', [0x0028, 0x0008, 'IS', '0'], 'invalid-attribute'],
    ['a slope of 0', [0x0028, 0x1053, 'DS', '0'], 'invalid-attribute'],
    ['a slope in words', [0x0028, 0x1053, 'DS', 'steep'], 'invalid-attribute'],
  ])('refuses %s', (_, change, code) => {
    expect(() => read(change)).toThrow(expect.objectContaining({ code }));
  });

  it('refuses 65,535 by 65,535 pixels before anything is allocated', () => {
    const header = dicomFile('1.2.840.10008.1.2.1', [
      ...greyModule(65535, 65535),
      [0x7fe0, 0x0010, 'OW', [0]],
    ]);
    expect(header.length).toBeLessThan(1024);
    expect(() => readImagePixelModule(parseDataSet(header))).toThrow(
      expect.objectContaining({ code: 'image-too-large' }),
    );
  });

  it('refuses more than 10,000 frames, each of which would be an entry of a list', () => {
    expect(read([0x0028, 0x0008, 'IS', '10000']).numberOfFrames).toBe(10_000);
    expect(() => read([0x0028, 0x0008, 'IS', '10001'])).toThrow(
      expect.objectContaining({ code: 'too-many-frames' }),
    );
  });
});

describe('requirePixelData', () => {
  it('refuses a report', () => {
    const report = parseDataSet(dicomFile('1.2.840.10008.1.2.1', [[8, 0x60, 'CS', 'SR']]));
    expect(() => requirePixelData(report)).toThrow(expect.objectContaining({ code: 'no-pixel-data' }));
  });
});
