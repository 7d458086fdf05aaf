import { AppError } from '#common/errors';
import type { ImageResult } from '#common/model/result';
import { ResultsState } from '../../../src-renderer/state/results.svelte.ts';
import { imageEntry } from '../../support/image-entries.ts';
import { Deferred, settle } from '../../support/scripted-bridge.ts';
import { predicted } from '../../support/synthetic-results.ts';

function resultsOf() {
  const asked: string[] = [];
  const answers = new Map<string, Deferred<ImageResult>>();
  const results = new ResultsState((id) => {
    asked.push(id);
    const answer = new Deferred<ImageResult>();
    answers.set(id, answer);
    return answer.promise;
  });
  return { results, asked, answers };
}

const [a, b] = [imageEntry('a'), imageEntry('b')];

describe('ResultsState', () => {
  it('asks nothing before the classifier is ready', () => {
    const { results, asked } = resultsOf();
    results.want([a, b]);
    expect(asked).toEqual([]);
    results.setEnabled(true);
    expect(asked).toEqual(['a']);
  });

  it('files every answer under the image that was asked about', async () => {
    const { results, answers } = resultsOf();
    results.setEnabled(true);
    results.want([a]);
    results.want([b]);
    answers.get('b')?.resolve(predicted(0.2, 'doubtful'));
    await settle();
    expect(results.of(a)).toEqual({ state: 'pending' });
    expect(results.of(b)).toMatchObject({ result: { prediction: { probability: 0.2 } } });
  });

  it('does not ask about what its tags put out of scope', () => {
    const { results, asked } = resultsOf();
    results.setEnabled(true);
    const chest = imageEntry('c', {}, { scope: { status: 'outOfScope', reason: 'body-part' } });
    results.want([chest, a]);
    expect(asked).toEqual(['a']);
    expect(results.of(chest)).toEqual({
      state: 'result',
      result: { scope: { status: 'outOfScope', reason: 'body-part' } },
    });
  });

  it('asks again after a failure only when told to', async () => {
    const { results, asked, answers } = resultsOf();
    results.setEnabled(true);
    results.want([a]);
    answers.get('a')?.reject(new AppError('engine-stopped', 'gone'));
    await settle();
    expect(results.of(a)).toMatchObject({ state: 'error', error: { code: 'engine-stopped' } });
    results.setEnabled(true);
    expect(asked).toEqual(['a']);
    results.retry('a');
    expect(asked).toEqual(['a', 'a']);
  });

  it('drops answers that were under way when the results were forgotten', async () => {
    const { results, answers } = resultsOf();
    results.setEnabled(true);
    results.want([a]);
    const early = answers.get('a');
    results.forget();
    early?.resolve(predicted(0.2, 'doubtful'));
    await settle();
    expect(results.of(a)).toEqual({ state: 'pending' });
  });
});
