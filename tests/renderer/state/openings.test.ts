import { OpeningsState } from '../../../src-renderer/state/openings.svelte.ts';

const unreadable = { code: 'file-unreadable', message: 'locked' } as const;
const cut = { code: 'truncated-file', message: 'too short' } as const;

describe('OpeningsState', () => {
  it('lists a file that is refused twice once, where it stood, by its latest reason', () => {
    const openings = new OpeningsState();
    openings.refuse([
      { fileId: '1', displayName: 'a.dcm', error: unreadable },
      { fileId: '2', displayName: 'a.dcm', error: cut },
    ]);
    openings.refuse([
      { fileId: '3', displayName: 'c.dcm', error: cut },
      { fileId: '1', displayName: 'a.dcm', error: cut },
    ]);
    expect(openings.refused.map(({ fileId, error }) => [fileId, error.code])).toEqual([
      ['1', 'truncated-file'],
      ['2', 'truncated-file'],
      ['3', 'truncated-file'],
    ]);
  });

  it('keeps each opening that failed as a whole', () => {
    const openings = new OpeningsState();
    openings.failed('disc', new Error('gone'));
    openings.failed('disc', new Error('gone'));
    expect(openings.refused).toHaveLength(2);
  });
});
