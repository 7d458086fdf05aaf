import { groupImages } from '#common/viewer/grouping';
import { listRows, rowOffsets, rowsWithin } from '#common/viewer/list-rows';
import { imageEntry } from '../../support/image-entries.ts';

const film = (imageId: string, study: string, series: string, seriesDescription: string | null = null) =>
  imageEntry(imageId, {
    patientId: '1',
    studyInstanceUid: study,
    seriesInstanceUid: series,
    seriesDescription,
  });

const outline = (images: Parameters<typeof groupImages>[0]): readonly string[] =>
  listRows(groupImages(images)).map((row) => (row.kind === 'image' ? row.image.imageId : row.kind));

describe('listRows', () => {
  it('puts a patient and a study above their images', () => {
    expect(outline([film('a', 's1', 'e1'), film('b', 's2', 'e2')])).toEqual([
      'patient',
      'study',
      'a',
      'study',
      'b',
    ]);
  });

  it('names series only where that tells them apart', () => {
    expect(outline([film('a', 's1', 'e1', 'PA'), film('b', 's1', 'e2', 'Lateral')])).toEqual([
      'patient',
      'study',
      'series',
      'a',
      'series',
      'b',
    ]);
  });

  it('gives neighbouring files without an identity one heading', () => {
    const images = [imageEntry('a'), imageEntry('b'), film('c', 's1', 'e1'), imageEntry('d')];
    expect(outline(images)).toEqual(['patient', 'a', 'b', 'patient', 'study', 'c', 'patient', 'd']);
  });
});

describe('rowsWithin', () => {
  // A patient of 32, a study of 20 and three images of 96 pixels.
  const offsets = rowOffsets(
    listRows(groupImages(['a', 'b', 'c'].map((imageId) => film(imageId, 's1', 'e1')))),
  );

  it('starts from the heights of the rows before', () => {
    expect(offsets).toEqual([0, 32, 52, 148, 244, 340]);
  });

  it.each([
    [0, 10, { from: 0, to: 1 }],
    [31, 33, { from: 0, to: 2 }],
    [60, 150, { from: 2, to: 4 }],
    [-500, 9999, { from: 0, to: 5 }],
    [9999, 9999, { from: 5, to: 5 }],
  ])('finds the rows between %i and %i', (top, bottom, range) => {
    expect(rowsWithin(offsets, top, bottom)).toEqual(range);
  });

  it('finds nothing in an empty list', () => {
    expect(rowsWithin(rowOffsets([]), 0, 500)).toEqual({ from: 0, to: 0 });
  });
});
