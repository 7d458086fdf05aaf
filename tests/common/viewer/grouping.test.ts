import { groupImages } from '#common/viewer/grouping';
import { placeInList, stepFrom } from '#common/viewer/navigation';
import { imageEntry } from '../../support/image-entries.ts';

const film = (imageId: string, patientId: string, study: string, series: string) =>
  imageEntry(imageId, {
    patientId,
    patientName: 'Doe^Jo',
    studyInstanceUid: study,
    seriesInstanceUid: series,
  });

const outline = (patients: ReturnType<typeof groupImages>) =>
  patients.map(({ studies }) =>
    studies.map(({ series }) => series.map(({ images }) => images.map(({ imageId }) => imageId))),
  );

describe('groupImages', () => {
  it('nests patient, study, series and image in order of arrival', () => {
    const images = [
      film('a', '1', 's1', 'e1'),
      film('b', '2', 's2', 'e2'),
      film('c', '1', 's1', 'e1'),
      film('d', '1', 's3', 'e3'),
      film('e', '1', 's1', 'e4'),
    ];
    expect(outline(groupImages(images))).toEqual([[[['a', 'c'], ['e']], [['d']]], [[['b']]]]);
  });

  it('never puts two files without an identity under one patient', () => {
    const groups = groupImages([imageEntry('a'), imageEntry('b')]);
    expect(groups.map(({ name }) => name)).toEqual([null, null]);
    expect(outline(groups)).toEqual([[[['a']]], [[['b']]]]);
  });

  it('keeps the frames of one file without tags together', () => {
    const images = [0, 1, 0].map((frame, index) => imageEntry(`f${index}`, {}, { frame }));
    expect(outline(groupImages(images))).toEqual([[[['f0', 'f1']]], [[['f2']]]]);
  });

  it('tells two people of the same name apart by their numbers', () => {
    const images = [film('a', '1', 's1', 'e1'), film('b', '2', 's2', 'e2')];
    expect(groupImages(images)).toHaveLength(2);
  });

  it('leaves the earlier rows where they were when more arrive', () => {
    const first = [film('a', '1', 's1', 'e1'), film('b', '2', 's2', 'e2')];
    const before = groupImages(first).map(({ key }) => key);
    const after = groupImages([...first, film('c', '3', 's3', 'e3'), film('d', '1', 's1', 'e1')]);
    expect(after.slice(0, 2).map(({ key }) => key)).toEqual(before);
    expect(outline(after)[0]).toEqual([[['a', 'd']]]);
  });

  it('keeps markup in a name as text', () => {
    const [group] = groupImages([imageEntry('a', { patientName: '<b>Doe</b>^Eve' })]);
    expect(group?.name).toBe('<b>Doe</b>, Eve');
  });

  it('titles a study by date and description, or by the file name', () => {
    const titled = imageEntry('a', { patientId: '1', studyDate: '20261123', studyDescription: 'Hand' });
    const plain = imageEntry('b', { patientId: '2' });
    const titles = groupImages([titled, plain]).map(({ studies }) => studies[0]?.title);
    expect(titles).toEqual(['2026-11-23 · Hand', 'b.dcm']);
  });
});

describe('stepFrom', () => {
  const patients = groupImages([
    film('a', '1', 's1', 'e1'),
    film('b', '1', 's1', 'e1'),
    film('c', '1', 's1', 'e2'),
    film('d', '1', 's2', 'e3'),
    film('e', '2', 's3', 'e4'),
    film('f', '2', 's3', 'e4'),
  ]);

  it.each([
    ['b', 'image', 1, 'c'],
    ['b', 'image', -1, 'a'],
    ['b', 'series', 1, 'c'],
    ['b', 'study', 1, 'd'],
    ['b', 'patient', 1, 'e'],
    ['f', 'patient', -1, 'a'],
    ['f', 'study', -1, 'd'],
    ['d', 'series', -1, 'c'],
    ['c', 'series', -1, 'a'],
    ['f', 'image', 1, null],
    ['e', 'patient', 1, null],
    ['a', 'study', -1, null],
  ] as const)('goes from %s by one %s in direction %i to %s', (from, step, direction, to) => {
    expect(stepFrom(patients, from, step, direction)).toBe(to);
  });
});

describe('placeInList', () => {
  it('counts studies over all patients, and images within their study', () => {
    const patients = groupImages([
      film('a', '1', 's1', 'e1'),
      film('b', '1', 's1', 'e2'),
      film('c', '2', 's2', 'e3'),
    ]);
    expect(placeInList(patients, 'b')).toEqual({
      study: { place: 1, count: 2 },
      image: { place: 2, count: 2 },
    });
    expect(placeInList(patients, 'c')?.study).toEqual({ place: 2, count: 2 });
    expect(placeInList(patients, 'gone')).toBeNull();
  });
});
