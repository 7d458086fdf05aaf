import * as v from 'valibot';
import { filmFilterSchema, type FilmFilter } from '#common/batch/film-filter';
import { ScanFormState } from '../../../src-renderer/state/scan-form.svelte.ts';

function harness() {
  const begun: (readonly [string, FilmFilter])[] = [];
  const form = new ScanFormState(async (kind, filter) => void begun.push([kind, filter]));
  form.show('scan');
  return { form, begun };
}

describe('ScanFormState', () => {
  it('asks for nothing where nothing is filled in', async () => {
    const { form, begun } = harness();
    await form.begin();
    expect([begun, form.kind]).toEqual([[['scan', {}]], null]);
  });

  it('makes of what was typed a filter that the main process takes', async () => {
    const { form, begun } = harness();
    form.fill({ modalities: ' dx,CR ,', bodyParts: 'hand', from: '2026-01-02', leastSide: '500' });
    await form.begin();
    const filter = begun[0]![1];
    expect(filter).toEqual({
      modalities: ['DX', 'CR'],
      bodyParts: ['HAND'],
      from: '20260102',
      leastSide: 500,
    });
    expect(v.is(filmFilterSchema, filter)).toBe(true);
  });

  it('does not begin with days in the wrong order', async () => {
    const { form, begun } = harness();
    form.fill({ from: '2026-02-01', until: '2026-01-31' });
    await form.begin();
    expect([begun, form.kind, form.isBackwards]).toEqual([[], 'scan', true]);
  });
});
