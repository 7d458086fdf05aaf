import { nextUnreadStudy, withArrivals } from '#common/browse/study-query';
import { studySummary } from '../../support/study-summaries.ts';

const [one, two, three] = [1, 2, 3].map((studyId) => studySummary({ studyId }));
const ids = (studies: readonly { readonly studyId: number }[]) => studies.map(({ studyId }) => studyId);

describe('withArrivals', () => {
  it('leaves every listed line where it is and puts what is new at the end', () => {
    expect(ids(withArrivals([three!, one!], [one!, two!, three!]))).toEqual([3, 1, 2]);
  });

  it('keeps a line that the question would no longer find, and shows each as it is now', () => {
    const read = studySummary({ studyId: 1, status: 'read' });
    expect(withArrivals([one!, two!], [read])).toEqual([read, two]);
  });
});

describe('nextUnreadStudy', () => {
  const listed = [one!, studySummary({ studyId: 2, status: 'flagged' }), three!];

  it('goes on below and round the end, past what was read or flagged', () => {
    expect(nextUnreadStudy(listed, 1)?.studyId).toBe(3);
    expect(nextUnreadStudy(listed, 3)?.studyId).toBe(1);
    expect(nextUnreadStudy(listed, null)?.studyId).toBe(1);
  });

  it('is null where no other is unread', () => {
    expect(nextUnreadStudy([one!], 1)).toBeNull();
    expect(nextUnreadStudy([], null)).toBeNull();
  });
});
