import { nextUnreadImage } from '#common/browse/next-unread';
import { groupImages } from '#common/viewer/grouping';
import { imageEntry } from '../../support/image-entries.ts';

const film = (imageId: string, study: string) =>
  imageEntry(imageId, { patientId: study, studyInstanceUid: study, seriesInstanceUid: study });
const patients = groupImages([film('a1', 'a'), film('a2', 'a'), film('b1', 'b'), film('c1', 'c')]);
const nextAfter = (from: string, read: readonly string[]) =>
  nextUnreadImage(patients, from, (imageId) => !read.includes(imageId));

describe('nextUnreadImage', () => {
  it('leaves the study of the image that is shown, whichever of its films that is', () => {
    expect(nextAfter('a1', [])).toBe('b1');
    expect(nextAfter('a2', [])).toBe('b1');
  });

  it('passes over studies that were read and goes round the end of the list', () => {
    expect(nextAfter('a1', ['b1'])).toBe('c1');
    expect(nextAfter('c1', [])).toBe('a1');
  });

  it('is null where every other study was read', () => {
    expect(nextAfter('b1', ['a1', 'a2', 'c1'])).toBeNull();
  });
});
