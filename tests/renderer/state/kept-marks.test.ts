import { AppError } from '#common/errors';
import type { Annotation } from '#common/measure/annotation';
import { noMarks, type MarkChange } from '#common/measure/marks';
import { KeptMarks } from '../../../src-renderer/state/kept-marks.svelte.ts';
import { Deferred, settle } from '../../support/scripted-bridge.ts';

const named = (id: string, text = ''): Annotation => ({
  id,
  shape: 'probe',
  points: [{ x: 1, y: 1 }],
  text,
  labelAt: null,
});
const put = (...annotations: Annotation[]): MarkChange => ({ put: annotations, removed: [] });

/** Every request is answered by the test. */
function kept() {
  const requests: { imageId: string; change: MarkChange; answer: Deferred<void> }[] = [];
  const marks = new KeptMarks({
    recall: () => Promise.resolve(noMarks),
    keep: (imageId, change) => {
      const answer = new Deferred<void>();
      requests.push({ imageId, change, answer });
      return answer.promise;
    },
  });
  return { marks, requests };
}

const full = new AppError('index-unwritable', 'The disk is full.');

describe('KeptMarks', () => {
  it('has one request of a film under way, and sends what came meanwhile as one', async () => {
    const { marks, requests } = kept();
    marks.keep('a', put(named('1')));
    marks.keep('a', put(named('2'), named('1', 'later')));
    marks.keep('a', { put: [], removed: ['2'] });
    marks.keep('b', put(named('3')));
    expect(requests.map(({ imageId }) => imageId)).toEqual(['a', 'b']);
    requests[0]!.answer.resolve();
    await settle();
    expect(requests[2]!.change).toEqual({ put: [named('1', 'later')], removed: ['2'] });
  });

  it('says what failed and keeps it for the next attempt, with what was done since', async () => {
    const { marks, requests } = kept();
    marks.keep('a', put(named('1')));
    marks.keep('a', { put: [], removed: [], isKeyImage: true });
    requests[0]!.answer.reject(full);
    await settle();
    expect([...marks.failures]).toEqual([['a', { code: 'index-unwritable', message: 'The disk is full.' }]]);
    expect([requests.length, marks.unkept]).toEqual([1, 1]);
    marks.retry();
    expect(requests[1]!.change).toEqual({ put: [named('1')], removed: [], isKeyImage: true });
    requests[1]!.answer.resolve();
    await marks.settled();
    expect([marks.failures.size, marks.unkept]).toEqual([0, 0]);
  });

  it('tries a film that failed again with its next mark, and only the films it is told to', async () => {
    const { marks, requests } = kept();
    marks.keep('a', put(named('1')));
    marks.keep('b', put(named('2')));
    for (const { answer } of requests) answer.reject(full);
    await settle();
    marks.retry(['b', 'never marked']);
    expect(requests.slice(2).map(({ imageId }) => imageId)).toEqual(['b']);
    marks.keep('a', put(named('3')));
    expect(requests[3]!.change).toEqual(put(named('1'), named('3')));
  });
});
