import { StudiesState } from '../../../src-renderer/state/studies.svelte.ts';
import { studySummary } from '../../support/study-summaries.ts';
import { Deferred } from '../../support/scripted-bridge.ts';

describe('StudiesState', () => {
  it('never calls a study unread that was marked, whatever the index tells before it knows', async () => {
    const kept = new Deferred<ReturnType<typeof studySummary>>();
    const studies = new StudiesState(() => kept.promise);
    await studies.mark('film', 'read');
    expect(studies.statusOf('film')).toBe('read');
    studies.receive({
      films: [{ imageId: 'film', studyId: 1 }],
      studies: [studySummary({ studyId: 1 })],
      index: { saved: true, sealed: false, setAside: null },
    });
    expect(studies.statusOf('film')).toBe('read');
    studies.change([studySummary({ studyId: 1, probability: 0.5 })]);
    expect(studies.statusOf('film')).toBe('read');
    expect(studies.of('film')?.probability).toBe(0.5);
    kept.resolve(studySummary({ studyId: 1, status: 'read' }));
    await kept.promise;
    studies.change([studySummary({ studyId: 1, status: 'read' })]);
    expect(studies.statusOf('film')).toBe('read');
  });

  it('takes what the index told before a mark for older than it, though it comes after the answer', async () => {
    const studies = new StudiesState((studyId, status) => Promise.resolve(studySummary({ studyId, status })));
    const unread = studySummary({ studyId: 1 });
    const films = [{ imageId: 'film', studyId: 1 }];
    studies.receive({ films, studies: [unread], index: { saved: true, sealed: false, setAside: null } });
    await studies.markStudy(unread, 'read');
    expect(studies.heed([unread])).toEqual([{ ...unread, status: 'read' }]);
    expect(studies.statusOf('film')).toBe('read');
    studies.heed([{ ...unread, status: 'read' }]);
    studies.heed([{ ...unread, status: 'flagged' }]);
    expect(studies.statusOf('film')).toBe('flagged');
  });
});
