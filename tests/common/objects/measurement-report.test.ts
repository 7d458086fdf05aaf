import type { AttributeTree } from '#common/objects/attribute-tree';
import { coordinatesOf, pointsOfShape } from '#common/objects/annotation-coordinates';
import type { Making } from '#common/objects/composite';
import { measurementReport } from '#common/objects/measurement-report';
import { readSourceIdentity } from '#common/objects/source-identity';
import { parseDataSet } from '#common/dicom/parse';
import { shapes, shapeTraits } from '#common/measure/annotation';
import { decodeFrame } from '../../../src-main/node/decode/decode-frame.ts';
import { drawnView } from '../../support/drawn-view.ts';
import { filmFile } from '../../support/film-file.ts';

const making: Making = {
  newUid: () => '2.25.9',
  ...{ seriesInstanceUid: '2.25.4', instanceNumber: 1, softwareVersion: '0.1.0' },
  at: new Date(2026, 10, 3, 9, 5, 7),
};

async function groupsOf(view = drawnView): Promise<readonly AttributeTree[]> {
  const bytes = filmFile({});
  const identity = readSourceIdentity(parseDataSet(bytes));
  const report = measurementReport({ identity, frame: 0 }, await decodeFrame(bytes, 0), view, making)!;
  const content = report['ContentSequence'] as readonly AttributeTree[];
  return content.at(-1)!['ContentSequence'] as readonly AttributeTree[];
}
const contentOf = (item: AttributeTree) => item['ContentSequence'] as readonly AttributeTree[];

describe('measurementReport', () => {
  it('is a group for each annotation, with its number, its place and how its length is known', async () => {
    const [length] = await groupsOf();
    expect(contentOf(length!)).toEqual([
      expect.objectContaining({ ValueType: 'TEXT', TextValue: 'Osteon:length' }),
      expect.objectContaining({ ValueType: 'UIDREF' }),
      expect.objectContaining({
        ValueType: 'NUM',
        MeasuredValueSequence: [
          {
            NumericValue: '1',
            MeasurementUnitsCodeSequence: [expect.objectContaining({ CodeValue: 'mm' })],
          },
        ],
        ContentSequence: [
          expect.objectContaining({
            RelationshipType: 'INFERRED FROM',
            ValueType: 'SCOORD',
            GraphicType: 'POLYLINE',
            GraphicData: [0, 0, 2, 0],
          }),
        ],
      }),
      expect.objectContaining({ TextValue: 'Calibrated by user: line of 1 mm.' }),
    ]);
  });

  it('gives a region its pixels by TID 1410, and a text the place it stands at', async () => {
    const groups = await groupsOf();
    const templateOf = (group: AttributeTree) =>
      (group['ContentTemplateSequence'] as readonly AttributeTree[])[0]!['TemplateIdentifier'];
    expect(groups.map(templateOf)).toEqual(['1501', '1410', '1410', '1501', '1501', '1501', '1501']);
    const numbers = contentOf(groups[1]!).filter(({ ValueType }) => ValueType === 'NUM');
    expect(numbers).toHaveLength(7);
    const written = contentOf(groups[5]!).at(-1)!;
    expect(written).toMatchObject({ TextValue: 'Sleeve over the wrist' });
    expect(contentOf(written)[0]).toMatchObject({ GraphicType: 'POINT', GraphicData: [1, 1] });
  });
});

describe('the coordinates of an annotation', () => {
  it.each(shapes)('bring a %s back as it was', (shape) => {
    const { least } = shapeTraits[shape];
    const points = Array.from({ length: least }, (_, i) => ({ x: 3 + 5 * i, y: 4 + 9 * i * i }));
    const coordinates = coordinatesOf({ id: '1', shape, points, text: '', labelAt: null });
    expect(pointsOfShape(shape, coordinates)).toEqual(points);
  });
});
