import { HeatMapState } from '../../../src-renderer/state/heat-map.svelte.ts';

describe('HeatMapState', () => {
  it('comes and goes with short presses', () => {
    const state = new HeatMapState();
    state.press(0);
    state.release(80);
    expect(state.isVisible('a', 'suspected')).toBe(true);
    state.press(1000);
    expect(state.isVisible('a', 'suspected')).toBe(false);
    state.release(1080);
    expect(state.on).toBe(false);
  });

  it('shows the plain film while the key is held and the map again afterwards', () => {
    const state = new HeatMapState();
    state.toggle();
    state.press(0);
    state.press(40);
    expect(state.isVisible('a', 'suspected')).toBe(false);
    state.release(900);
    expect(state.isVisible('a', 'suspected')).toBe(true);
  });

  it('is withheld on a film not flagged until asked for that very film', () => {
    const state = new HeatMapState();
    state.toggle();
    expect(state.isVisible('a', 'notFlagged')).toBe(false);
    state.showAnyway('a');
    expect(['a', 'b'].map((id) => state.isVisible(id, 'notFlagged'))).toEqual([true, false]);
  });

  it('is withheld on every film without a label until asked for', () => {
    const state = new HeatMapState();
    state.toggle();
    expect(state.isVisible('a', null)).toBe(false);
    state.showAnyway('a');
    expect(state.isVisible('a', null)).toBe(true);
  });
});
