import { readImagePixelModule } from '#common/dicom/image-pixel-module';
import { parseDataSet } from '#common/dicom/parse';
import { endlessItems, greyFile, items, type Attribute } from '../../support/dicom-bytes.ts';

const read = (frame: number, ...changes: Attribute[]) =>
  readImagePixelModule(parseDataSet(greyFile(1, 2, ...changes)), frame);

const transformation = (slope: string): Attribute => [
  0x0028,
  0x9145,
  'SQ',
  items([
    [
      [0x0028, 0x1052, 'DS', '-5'],
      [0x0028, 0x1053, 'DS', slope],
    ],
  ]),
];
const voi = (center: string): Attribute => [
  0x0028,
  0x9132,
  'SQ',
  endlessItems([
    [
      [0x0028, 0x1050, 'DS', center],
      [0x0028, 0x1051, 'DS', '100'],
      [0x0028, 0x1056, 'CS', 'SIGMOID'],
    ],
  ]),
];
const measures: Attribute = [0x0028, 0x9110, 'SQ', items([[[0x0028, 0x0030, 'DS', '0.2\\0.1']]])];

describe('the attributes of a frame', () => {
  const groups: Attribute[] = [
    [0x5200, 0x9229, 'SQ', items([[measures, transformation('2')]])],
    [0x5200, 0x9230, 'SQ', endlessItems([[voi('10')], [voi('20'), transformation('3')]])],
  ];

  it('are its own where the file has them frame by frame', () => {
    expect([0, 1].map((frame) => read(frame, ...groups).windows[0]!.center)).toEqual([10, 20]);
    expect([0, 1].map((frame) => read(frame, ...groups).rescaleSlope)).toEqual([2, 3]);
    expect(read(0, ...groups).voiLutFunction).toBe('SIGMOID');
  });

  it('are the shared ones elsewhere', () => {
    expect(read(1, ...groups)).toMatchObject({ spacing: { pixelSpacing: [0.2, 0.1] }, pixelAspectRatio: 2 });
  });

  it('are those of the file where it has no groups', () => {
    expect(read(0, [0x0028, 0x1053, 'DS', '4']).rescaleSlope).toBe(4);
  });
});

describe('the windows of an image', () => {
  const window = (width: string, name: string): Attribute[] => [
    [0x0028, 0x1050, 'DS', '40'],
    [0x0028, 0x1051, 'DS', width],
    [0x0028, 0x1056, 'CS', name],
  ];

  it.each([
    ['0.5', 'LINEAR', 0],
    ['0.5', 'LINEAR_EXACT', 1],
    ['0.5', 'SIGMOID', 1],
    ['0', 'SIGMOID', 0],
    ['-3', 'LINEAR_EXACT', 0],
    ['NaN', 'LINEAR', 0],
    ['0x10', 'LINEAR', 0],
    ['1e999', 'LINEAR', 0],
    ['100', 'EXPONENTIAL', 0],
  ])('of width %s under %s count %i', (width, name, count) => {
    expect(read(0, ...window(width, name)).windows).toHaveLength(count);
  });
});

describe('a list of a thousand windows', () => {
  it('counts for the first 64', () => {
    const list = (value: string): string => Array<string>(1000).fill(value).join('\\');
    const { windows } = read(0, [0x0028, 0x1050, 'DS', list('4')], [0x0028, 0x1051, 'DS', list('9')]);
    expect(windows).toHaveLength(64);
  });
});

describe('pixel padding', () => {
  const signed: Attribute = [0x0028, 0x0103, 'US', [1]];
  it.each<[string, Attribute[], unknown]>([
    ['a value', [[0x0028, 0x0120, 'US', [7]]], { lower: 7, upper: 7 }],
    ['a signed value', [signed, [0x0028, 0x0120, 'SS', [0xf830]]], { lower: -2000, upper: -2000 }],
    [
      'a signed value that says US',
      [signed, [0x0028, 0x0120, 'US', [0xf830]]],
      { lower: -2000, upper: -2000 },
    ],
    [
      'a range, whichever end comes first',
      [
        [0x0028, 0x0120, 'US', [9]],
        [0x0028, 0x0121, 'US', [3]],
      ],
      { lower: 3, upper: 9 },
    ],
    ['none', [], null],
  ])('is read as %s', (_, changes, padding) => {
    expect(read(0, ...changes).pixelPadding).toEqual(padding);
  });
});

describe('physical size', () => {
  it('keeps apart what the file says of detector, patient and calibration', () => {
    const { spacing } = read(
      0,
      [0x0018, 0x1114, 'DS', '1.1'],
      [0x0018, 0x1164, 'DS', '0.15\\0.14'],
      [0x0028, 0x0030, 'DS', '0.13\\0.12'],
      [0x0028, 0x0a02, 'CS', 'FIDUCIAL'],
      [0x0028, 0x0a04, 'LO', 'A coin'],
    );
    expect(spacing).toEqual({
      pixelSpacing: [0.13, 0.12],
      imagerPixelSpacing: [0.15, 0.14],
      nominalScannedPixelSpacing: null,
      pixelSpacingCalibrationType: 'FIDUCIAL',
      pixelSpacingCalibrationDescription: 'A coin',
      estimatedRadiographicMagnificationFactor: 1.1,
    });
  });

  it.each<[string, Attribute[], number]>([
    ['the aspect ratio of the file', [[0x0028, 0x0034, 'IS', '3\\2']], 1.5],
    ['the spacing at the detector', [[0x0018, 0x1164, 'DS', '0.1\\0.2']], 0.5],
    ['square where a spacing is 0', [[0x0028, 0x0030, 'DS', '0\\1']], 1],
    ['square where the ratio is absurd', [[0x0028, 0x0034, 'IS', '1000000\\1']], 1],
    ['square where nothing is said', [], 1],
  ])('gives pixels %s', (_, changes, ratio) => {
    expect(read(0, ...changes).pixelAspectRatio).toBe(ratio);
  });
});

describe('the shutters of an image', () => {
  const shape = (name: string): Attribute => [0x0018, 0x1600, 'CS', name];
  const rectangle: Attribute[] = [
    [0x0018, 0x1602, 'IS', '1'],
    [0x0018, 0x1604, 'IS', '20'],
    [0x0018, 0x1606, 'IS', '3'],
    [0x0018, 0x1608, 'IS', '40'],
  ];

  it('may be several at once', () => {
    const { shutters } = read(
      0,
      shape('RECTANGULAR\\CIRCULAR\\POLYGONAL\\BITMAP'),
      ...rectangle,
      [0x0018, 0x1610, 'IS', '10\\11'],
      [0x0018, 0x1612, 'IS', '5'],
      [0x0018, 0x1620, 'IS', '1\\1\\1\\9\\9\\9'],
      [0x0018, 0x1623, 'US', [0x6000]],
    );
    expect(shutters).toEqual([
      { shape: 'RECTANGULAR', left: 1, right: 20, upper: 3, lower: 40 },
      { shape: 'CIRCULAR', row: 10, column: 11, radius: 5 },
      {
        shape: 'POLYGONAL',
        vertices: [
          [1, 1],
          [1, 9],
          [9, 9],
        ],
      },
      { shape: 'BITMAP', overlayGroup: 0x6000 },
    ]);
  });

  it('hide behind the grey that the file names, or black', () => {
    const value: Attribute = [0x0018, 0x1622, 'US', [32896]];
    expect(read(0, shape('RECTANGULAR'), ...rectangle, value).shutterPresentationValue).toBe(32896);
    expect(read(0, shape('RECTANGULAR'), ...rectangle).shutterPresentationValue).toBe(0);
  });

  it.each<[string, Attribute[]]>([
    ['a rectangle without an edge', [shape('RECTANGULAR'), ...rectangle.slice(1)]],
    ['a circle without a radius', [shape('CIRCULAR'), [0x0018, 0x1610, 'IS', '10\\11']]],
    ['a polygon with half a vertex', [shape('POLYGONAL'), [0x0018, 0x1620, 'IS', '1\\1\\1\\9\\9\\9\\4']]],
    ['a shape that the standard does not know', [shape('toString')]],
  ])('leave out %s', (_, changes) => {
    expect(read(0, ...changes).shutters).toEqual([]);
  });
});
