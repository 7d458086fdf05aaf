import { joinedNote } from '#common/browse/study-note';
import { StudyNotes } from '../../../src-renderer/state/study-notes.svelte.ts';
import { studySummary } from '../../support/study-summaries.ts';

/** The index, as far as a note goes. */
function indexWith(note: string) {
  const index = {
    note,
    full: false,
    async keep(studyId: number, written: string, before: string) {
      await Promise.resolve();
      if (index.full) throw new Error('full');
      index.note = joinedNote(index.note, before, written);
      return studySummary({ studyId, note: index.note });
    },
  };
  return index;
}

describe('StudyNotes', () => {
  it('keeps both texts where another window wrote while this one was writing, and says so', async () => {
    const index = indexWith('old');
    const notes = new StudyNotes((...written) => index.keep(...written));
    const study = studySummary({ studyId: 1, note: 'old' });
    notes.write(study, 'mine');
    index.note = 'theirs';
    // What the index tells meanwhile does not touch what is being written.
    expect(notes.textOf({ ...study, note: 'theirs' })).toBe('mine');
    await notes.keep(1);
    expect(index.note).toBe('theirs\n— mine');
    expect([notes.isJoined(1), notes.unkept]).toEqual([true, 0]);
    expect(notes.textOf({ ...study, note: index.note })).toBe('theirs\n— mine');
  });

  it('holds what could not be kept, for its study, until it can', async () => {
    const index = indexWith('');
    const notes = new StudyNotes((...written) => index.keep(...written));
    index.full = true;
    notes.write(studySummary({ studyId: 1 }), 'mine');
    await notes.keep(1);
    expect([notes.isUnkept(1), notes.unkept, notes.isUnkept(2)]).toEqual([true, 1, false]);
    index.full = false;
    notes.retry();
    await notes.settled();
    expect([index.note, notes.isUnkept(1), notes.unkept]).toEqual(['mine', false, 0]);
  });

  it('keeps what was written on while it was being kept', async () => {
    const index = indexWith('');
    const notes = new StudyNotes((...written) => index.keep(...written));
    const study = studySummary({ studyId: 1 });
    notes.write(study, 'first');
    const first = notes.keep(1);
    notes.write(study, 'first, second');
    const second = notes.keep(1);
    await Promise.all([first, second]);
    expect([index.note, notes.unkept, notes.isJoined(1)]).toEqual(['first, second', 0, false]);
  });
});
