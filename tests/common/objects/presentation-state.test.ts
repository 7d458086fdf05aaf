import { parseDataSet } from '#common/dicom/parse';
import type { AttributeTree } from '#common/objects/attribute-tree';
import type { Making } from '#common/objects/composite';
import { presentationState } from '#common/objects/presentation-state';
import { readSourceIdentity } from '#common/objects/source-identity';
import { cornersInSight, type ViewState } from '#common/objects/view-state';
import { fitPlacement } from '#common/viewer/view-transform';
import { decodeFrame } from '../../../src-main/node/decode/decode-frame.ts';
import { drawnView } from '../../support/drawn-view.ts';
import { filmFile } from '../../support/film-file.ts';

const making: Making = {
  newUid: () => '2.25.9',
  ...{ seriesInstanceUid: '2.25.4', instanceNumber: 1, softwareVersion: '0.1.0' },
  at: new Date(2026, 10, 3, 9, 5, 7),
};
/** 256 rows, 240 columns. */
async function stateOf(view: Partial<ViewState>, attributes = {}): Promise<AttributeTree> {
  const bytes = filmFile(attributes);
  const identity = readSourceIdentity(parseDataSet(bytes));
  const frame = await decodeFrame(bytes, 0);
  return presentationState({ identity, frame: 0 }, frame, { ...drawnView, ...view }, making);
}
const [width, height] = [240, 256];
const areaOf = (tree: AttributeTree) => (tree['DisplayedAreaSelectionSequence'] as AttributeTree[])[0]!;

describe('presentationState', () => {
  it('keeps window, polarity and calibration', async () => {
    const state = await stateOf({ inverted: true });
    expect(state).toMatchObject({
      SoftcopyVOILUTSequence: [{ WindowCenter: '2', WindowWidth: '3', VOILUTFunction: 'LINEAR' }],
      PresentationLUTShape: 'INVERSE',
      RescaleIntercept: '0',
      RescaleSlope: '1',
    });
    expect(areaOf(state)).toMatchObject({ PresentationPixelSpacing: ['0.5', '0.5'] });
  });

  it('calls an inverted MONOCHROME1 film identical, for its lowest values are dark then', async () => {
    const attributes = { PhotometricInterpretation: 'MONOCHROME1' };
    expect(await stateOf({ inverted: true }, attributes)).toMatchObject({ PresentationLUTShape: 'IDENTITY' });
    expect(await stateOf({ inverted: false }, attributes)).toMatchObject({ PresentationLUTShape: 'INVERSE' });
  });

  // The stored pixel that lies at the upper left after the turn: clockwise by a quarter, the lower left one does.
  it.each([
    [{ mirrored: false, rotation: 0 }, [0, 'N'], [1, 1], [240, 256]],
    [{ mirrored: false, rotation: 90 }, [90, 'N'], [1, 256], [240, 1]],
    [{ mirrored: false, rotation: 180 }, [180, 'N'], [240, 256], [1, 1]],
    [{ mirrored: true, rotation: 0 }, [0, 'Y'], [240, 1], [1, 256]],
    // Mirrored and then turned right is turned left and then mirrored.
    [{ mirrored: true, rotation: 90 }, [270, 'Y'], [240, 256], [1, 1]],
    [{ mirrored: false, rotation: 93 }, [90, 'N'], [1, 256], [240, 1]],
  ])('writes the turn %o and the corners of the whole film', async (orientation, turn, first, last) => {
    const canvas = { width: 1000, height: 900 };
    const image = { width, height };
    const transform = { ...fitPlacement(canvas, image, orientation), orientation };
    const state = await stateOf({ orientation, inSight: cornersInSight(transform, canvas, image) });
    expect([state['ImageRotation'], state['ImageHorizontalFlip']]).toEqual(turn);
    expect(areaOf(state)).toMatchObject({
      DisplayedAreaTopLeftHandCorner: first,
      DisplayedAreaBottomRightHandCorner: last,
    });
  });

  it('names the pixels in sight of a magnified film, from 1', async () => {
    const inSight = { upperLeft: { x: 10.5, y: 20 }, lowerRight: { x: 30.2, y: 41 } };
    const area = areaOf(await stateOf({ orientation: { mirrored: false, rotation: 0 }, inSight }));
    expect(area['DisplayedAreaTopLeftHandCorner']).toEqual([11, 21]);
    expect(area['DisplayedAreaBottomRightHandCorner']).toEqual([31, 41]);
  });

  it('keeps what was drawn with its numbers, and leaves out a text without words', async () => {
    const items = (await stateOf({}))['GraphicAnnotationSequence'] as AttributeTree[];
    expect(items).toHaveLength(6);
    expect(items[0]).toMatchObject({
      GraphicLayer: 'READING',
      TextObjectSequence: [{ UnformattedTextValue: '1 mm calibrated by user', AnchorPoint: [0, 0] }],
      GraphicObjectSequence: [
        { GraphicType: 'POLYLINE', NumberOfGraphicPoints: 2, GraphicData: [0, 0, 2, 0] },
      ],
    });
    expect(items[2]!['GraphicObjectSequence']).toMatchObject([
      { GraphicType: 'ELLIPSE', GraphicData: [0.5, 0, 0.5, 2, 0, 1, 1, 1] },
    ]);
    expect(items[5]!['TextObjectSequence']).toMatchObject([
      { UnformattedTextValue: 'Sleeve over the wrist' },
    ]);
  });

  it('announces UTF-8 for what a person wrote in it', async () => {
    const [text] = drawnView.annotations.filter(({ id }) => id === '6');
    const state = await stateOf({ annotations: [{ ...text!, text: 'Ärmel' }] });
    expect(state['SpecificCharacterSet']).toBe('ISO_IR 192');
  });
});
