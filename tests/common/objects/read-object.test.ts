import { parseDataSet } from '#common/dicom/parse';
import type { AttributeTree } from '#common/objects/attribute-tree';
import type { Making } from '#common/objects/composite';
import { keySelection } from '#common/objects/key-selection';
import { measurementReport } from '#common/objects/measurement-report';
import { presentationState } from '#common/objects/presentation-state';
import { readObject } from '#common/objects/read-object';
import { resultReport } from '#common/objects/result-report';
import { drawnBy, isOfAnother, presentedView } from '#common/objects/shown-object';
import { readSourceIdentity } from '#common/objects/source-identity';
import { cornersInSight } from '#common/objects/view-state';
import type { ViewTransform } from '#common/viewer/view-transform';
import { decodeFrame } from '../../../src-main/node/decode/decode-frame.ts';
import { writePart10 } from '../../../src-main/node/objects/part-10.ts';
import { drawnView } from '../../support/drawn-view.ts';
import { filmFile } from '../../support/film-file.ts';
import { madeUpCard, predicted } from '../../support/synthetic-results.ts';

const making: Making = {
  newUid: () => '2.25.9',
  ...{ seriesInstanceUid: '2.25.4', instanceNumber: 1, softwareVersion: '0.1.0' },
  at: new Date(2026, 10, 3, 9, 5, 7),
};
const bytes = filmFile({});
const identity = readSourceIdentity(parseDataSet(bytes));
const source = { identity, frame: 0 };
const film = decodeFrame(bytes, 0);
const { PatientID: patientId, PatientName: patientName, SOPInstanceUID: sopInstanceUid } = identity;
const reread = (tree: AttributeTree) => readObject(writePart10(tree))!;
const shownFrame = async () => ({ sopInstanceUid, frame: 0, pixels: (await film).description.pixels });
let ids = 0;
const newId = () => String(ids++);

describe('readObject', () => {
  it('reads a report of measurements back as the annotations that were drawn', async () => {
    const drawn = drawnView.annotations;
    const report = reread(measurementReport(source, await film, drawnView, making)!);
    expect(report).toMatchObject({
      ...{ kind: 'report', title: 'Imaging Measurement Report', isVerified: false, isCut: false },
      ...{ patientId, patientName, date: '20261103', time: '090507' },
      images: [{ sopInstanceUid, frames: null }],
    });
    const back = drawnBy(report, await shownFrame(), newId);
    expect(back.map(({ shape, points }) => ({ shape, points }))).toEqual(
      drawn.map(({ shape, points }) => ({ shape, points })),
    );
    expect(back[5]!.text).toBe('Sleeve over the wrist');
  });

  it('tells every number of it as a line', async () => {
    const report = reread(measurementReport(source, await film, drawnView, making)!);
    const lines = report.kind === 'presentationState' ? [] : report.lines;
    expect(lines).toContainEqual({ depth: 2, name: 'Length', value: '1 mm' });
    expect(lines).toContainEqual(
      expect.objectContaining({ name: 'How lengths are known', value: 'Calibrated by user: line of 1 mm.' }),
    );
  });

  it('reads what the second reader said, which draws nothing', () => {
    const judged = { ...source, result: predicted(0.75, 'doubtful') };
    const report = reread(resultReport(judged, madeUpCard, making));
    expect(report).toMatchObject({ kind: 'report', drawings: [], manufacturer: 'Osteon' });
  });

  it('reads which images were starred, and why', () => {
    const selection = reread(keySelection([source], 'Where the callus is', making));
    expect(selection).toMatchObject({
      ...{ kind: 'keySelection', title: 'Of Interest', images: [{ sopInstanceUid, frames: null }] },
      lines: expect.arrayContaining([
        { depth: 0, name: 'Key Object Description', value: 'Where the callus is' },
      ]) as unknown,
    });
  });

  it.each([
    [{ mirrored: false, rotation: 0 }, false],
    [{ mirrored: false, rotation: 90 }, true],
    [{ mirrored: true, rotation: 270 }, false],
    [{ mirrored: true, rotation: 90 }, true],
  ])('shows a film turned by %o as it was left', async (orientation, inverted) => {
    const canvas = { width: 512, height: 400 };
    const image = { width: 240, height: 256 };
    // A part of the film as wide on the screen as the canvas: 100 by 78.1 pixels, a whole number of which is kept.
    const transform: ViewTransform = { scale: 5.12, x: 12, y: -9, orientation };
    const view = { ...drawnView, orientation, inverted, inSight: cornersInSight(transform, canvas, image) };
    const state = reread(presentationState(source, await film, view, making));
    if (state.kind !== 'presentationState') throw new Error('It is none.');
    const shown = presentedView(state.presentation, await shownFrame(), canvas);
    expect(shown.orientation).toEqual(orientation);
    expect(shown.invert).toBe(inverted);
    expect(shown.voi).toEqual({ kind: 'window', center: 2, width: 3, function: 'LINEAR' });
    expect(Math.abs(shown.placement!.scale / 5.12 - 1)).toBeLessThan(0.03);
    expect(Math.abs(shown.placement!.x - 12)).toBeLessThanOrEqual(1);
    expect(Math.abs(shown.placement!.y + 9)).toBeLessThanOrEqual(1);
  });

  it('draws what a presentation state holds, words beside lines', async () => {
    const state = reread(presentationState(source, await film, drawnView, making));
    const back = drawnBy(state, await shownFrame(), newId);
    expect(back.map(({ shape }) => shape)).toEqual([
      ...['drawing', 'text', 'drawing', 'text', 'drawing', 'text'],
      ...['drawing', 'drawing', 'text', 'text', 'text', 'text'],
    ]);
    expect(back[0]!.points).toEqual(drawnView.annotations[0]!.points);
    expect(back.at(-1)!.text).toBe('Sleeve over the wrist');
  });

  it('translates a window into the units of a film that is rescaled otherwise', async () => {
    const state = reread(presentationState(source, await film, drawnView, making));
    if (state.kind !== 'presentationState') throw new Error('It is none.');
    const shown = await shownFrame();
    const other = { ...shown, pixels: { ...shown.pixels, rescaleSlope: 2, rescaleIntercept: -100 } };
    const { voi } = presentedView(state.presentation, other, { width: 10, height: 10 });
    expect(voi).toMatchObject({ center: -96, width: 6 });
  });

  it('knows another person by id, name or day of birth, whatever the file leaves out', () => {
    const selection = reread(keySelection([source], '', making));
    const own = { patientId, patientName, patientBirthDate: null };
    expect(isOfAnother(selection, own)).toBe(false);
    expect(isOfAnother(selection, { ...own, patientName: `${patientName}^^ ` })).toBe(false);
    expect(isOfAnother(selection, { patientId: null, patientName: null, patientBirthDate: null })).toBe(
      false,
    );
    expect(isOfAnother(selection, { ...own, patientId: 'someone else' })).toBe(true);
    expect(isOfAnother(selection, { ...own, patientName: 'Else^Someone' })).toBe(true);
  });

  it('takes an image for none of these, and a file cut anywhere for an error or for less', async () => {
    expect(readObject(bytes)).toBeNull();
    const whole = writePart10(presentationState(source, await film, drawnView, making));
    const codes = new Set<string>();
    for (let end = 0; end < whole.length; end += 7) {
      try {
        readObject(whole.subarray(0, end));
      } catch (thrown) {
        codes.add((thrown as { code: string }).code);
      }
    }
    expect([...codes].sort()).toEqual(['not-an-image', 'truncated-file']);
  });
});
