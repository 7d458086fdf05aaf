import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StudyIndex } from '#node/index/study-index';

let folder: string;
let index: StudyIndex;
const open = (model: string): void => {
  index = new StudyIndex(join(folder, 'studies.db'));
  index.model = model;
};
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'osteon-triage-'));
  open('first');
});
afterEach(() => {
  index.close();
  rmSync(folder, { recursive: true });
});

describe('the triage of a worklist', () => {
  it('is kept across starts, the last word on each study, what was taken back left out', () => {
    index.keepTriage({ studyKey: 'a', verdict: 'agree' });
    index.keepTriage({ studyKey: 'b', verdict: 'unsure' });
    index.keepTriage({ studyKey: 'a', verdict: 'disagree' });
    index.keepTriage({ studyKey: 'b', verdict: null });
    index.close();
    open('first');
    expect(index.recallTriage()).toEqual([{ studyKey: 'a', verdict: 'disagree' }]);
  });

  it('is of the scores of one model', () => {
    index.keepTriage({ studyKey: 'a', verdict: 'agree' });
    index.model = 'second';
    expect(index.recallTriage()).toEqual([]);
  });

  it('goes with the index', () => {
    index.keepTriage({ studyKey: 'a', verdict: 'agree' });
    index.clear();
    expect(index.recallTriage()).toEqual([]);
  });
});
