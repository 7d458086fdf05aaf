import {
  cornerItems,
  cornerLayout,
  cornerOf,
  placed,
  shifted,
  usualCorners,
} from '#common/viewer/corner-layout';

describe('placed', () => {
  it('moves an item to the end of another corner', () => {
    const layout = placed(usualCorners, 'kvp', 'bottomLeft');
    expect([layout.bottomLeft, layout.bottomRight.includes('kvp')]).toEqual([['kvp'], false]);
  });

  it('leaves an item out, but none that says whose film it is', () => {
    expect(cornerOf(placed(usualCorners, 'kvp', null), 'kvp')).toBeNull();
    expect(placed(usualCorners, 'patientId', null)).toBe(usualCorners);
  });
});

describe('shifted', () => {
  it('moves an item by a line, and not past the ends', () => {
    expect(shifted(usualCorners, 'patientId', -1).topLeft.slice(0, 2)).toEqual(['patientId', 'patientName']);
    expect(shifted(usualCorners, 'patientName', 1).topLeft.slice(0, 2)).toEqual(['patientId', 'patientName']);
    expect(shifted(usualCorners, 'patientName', -1)).toEqual(usualCorners);
    expect(shifted(usualCorners, 'zoom', 1)).toEqual(usualCorners);
  });
});

describe('cornerLayout', () => {
  it('passes over what it does not know or has already, and restores identity', () => {
    const layout = cornerLayout({
      topLeft: ['kvp', 'horoscope', 'kvp'],
      topRight: ['kvp', 'patientId'],
      bottomLeft: [],
      bottomRight: [],
    });
    expect(layout).toEqual({
      topLeft: ['patientName', 'kvp'],
      topRight: ['patientId'],
      bottomLeft: [],
      bottomRight: [],
    });
  });

  it('changes nothing about a layout in order', () => {
    expect(cornerLayout(usualCorners)).toEqual(usualCorners);
  });
});

describe('usualCorners', () => {
  it('hold only what there is', () => {
    expect(
      Object.values(usualCorners)
        .flat()
        .filter((item) => !cornerItems.includes(item)),
    ).toEqual([]);
  });
});
