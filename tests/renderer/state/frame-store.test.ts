import { AppError } from '#common/errors';
import { FrameStore } from '../../../src-renderer/state/frame-store.ts';
import { settle } from '../../support/scripted-bridge.ts';
import { syntheticFilm } from '../../support/synthetic-film.ts';

/** Each film takes 4 x 4 x 2 = 32 bytes. */
function storeOf(budget: number) {
  const loads: string[] = [];
  const failures: string[] = [];
  const broken = new Set<string>();
  const store = new FrameStore(
    (id) => {
      loads.push(id);
      return broken.has(id)
        ? Promise.reject(new AppError('truncated-file', 'too short'))
        : Promise.resolve(syntheticFilm());
    },
    { loaded: () => undefined, failed: (id, { code }) => failures.push(`${id} ${code}`) },
    budget,
  );
  return { store, loads, failures, broken };
}

const wantEach = async (store: FrameStore, ids: readonly string[]): Promise<void> => {
  for (const id of ids) {
    store.want([id]);
    await settle();
  }
};

describe('FrameStore', () => {
  it('keeps what fits its budget and drops what was used longest ago', async () => {
    const { store } = storeOf(96);
    await wantEach(store, ['a', 'b', 'c']);
    store.get('a');
    await wantEach(store, ['d']);
    expect(['a', 'b', 'c', 'd'].filter((id) => store.get(id) !== null)).toEqual(['a', 'c', 'd']);
  });

  it('keeps the latest frame even if it alone is over the budget', async () => {
    const { store } = storeOf(8);
    await wantEach(store, ['a', 'b']);
    expect([store.get('a'), store.get('b')?.storedValues.length]).toEqual([null, 16]);
  });

  it('does not load again what it has', async () => {
    const { store, loads } = storeOf(96);
    await wantEach(store, ['a', 'b', 'a']);
    expect(loads).toEqual(['a', 'b']);
  });

  it('tries a failed one again when it is the most wanted, not as a neighbour', async () => {
    const { store, loads, failures, broken } = storeOf(96);
    broken.add('bad');
    await wantEach(store, ['bad']);
    store.want(['a', 'bad']);
    await settle();
    expect(loads).toEqual(['bad', 'a']);
    await wantEach(store, ['bad']);
    expect(failures).toEqual(['bad truncated-file', 'bad truncated-file']);
  });
});
