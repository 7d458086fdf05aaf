import type { StudyNotice, StudyStatus } from '../browse/study-summary.ts';

/** A status is told by shape and word, never by colour. */
export const statusWords: Readonly<Record<StudyStatus, string>> = {
  unread: 'unread',
  read: 'read',
  flagged: 'flagged',
};

export const noticeWords: Readonly<Record<StudyNotice, string>> = {
  sharedInstanceUid: 'Another film has the same SOP Instance UID and other content; both are kept.',
  severalPatients: 'Films of several patients share a study or series UID; they are kept apart.',
};

export const noticeShortWords: Readonly<Record<StudyNotice, string>> = {
  sharedInstanceUid: 'UID twice',
  severalPatients: 'patients mixed',
};
