import { isOutOfSight, secondPlace, visiblePlace } from '#common/viewer/window-place';

const primary = { x: 0, y: 0, width: 1920, height: 1040 };
const right = { x: 1920, y: 0, width: 2560, height: 1400 };

describe('visiblePlace', () => {
  it('leaves a window where it lay while its monitor is there', () => {
    const kept = { x: 2000, y: 100, width: 1200, height: 900 };
    expect(visiblePlace(kept, [primary, right])).toEqual(kept);
  });

  it('brings a window whose monitor is gone to the primary one, whole', () => {
    const kept = { x: 2000, y: 600, width: 1200, height: 900 };
    expect(visiblePlace(kept, [primary])).toEqual({ x: 720, y: 140, width: 1200, height: 900 });
  });

  it('makes a window that is larger than what is left as large as that', () => {
    expect(visiblePlace({ ...right }, [primary])).toEqual(primary);
  });

  it('pulls in what hangs over the edge of its own monitor', () => {
    const kept = { x: -500, y: 900, width: 1000, height: 600 };
    expect(visiblePlace(kept, [primary, right])).toEqual({ x: 0, y: 440, width: 1000, height: 600 });
  });
});

describe('secondPlace', () => {
  const first = { x: 100, y: 100, width: 1440, height: 900 };

  it('is the whole of the other monitor', () => {
    expect(secondPlace(first, [primary, right])).toEqual(right);
    expect(secondPlace({ ...first, x: 2100 }, [primary, right])).toEqual(primary);
  });

  it('is the right half of the only one', () => {
    expect(secondPlace(first, [primary])).toEqual({ x: 960, y: 0, width: 960, height: 1040 });
  });
});

describe('isOutOfSight', () => {
  it('is told of what nobody can take hold of any more', () => {
    expect(isOutOfSight({ x: 1900, y: 0, width: 1000, height: 800 }, [primary])).toBe(true);
    expect(isOutOfSight({ x: 1700, y: 0, width: 1000, height: 800 }, [primary])).toBe(false);
  });
});
