import type { StudyNotice, StudyStatus } from '../browse/study-summary.ts';
import type { Phrase } from '../words/say.ts';

/** A status is told by shape and word, never by colour. */
export const statusWords: Readonly<Record<StudyStatus, Phrase>> = {
  unread: 'unread',
  read: 'read',
  flagged: 'flagged',
};

export const noticeWords: Readonly<Record<StudyNotice, Phrase>> = {
  sharedInstanceUid: 'Another film has the same SOP Instance UID and other content; both are kept.',
  severalPatients: 'Films of several patients share a study or series UID; they are kept apart.',
};

export const noticeShortWords: Readonly<Record<StudyNotice, Phrase>> = {
  sharedInstanceUid: 'UID twice',
  severalPatients: 'patients mixed',
};
