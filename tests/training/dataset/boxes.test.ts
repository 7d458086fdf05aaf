import { parseBoxes } from '../../../training/dataset/boxes.ts';

describe('parseBoxes', () => {
  it('reads none, one or several', () => {
    expect(parseBoxes('')).toEqual([]);
    expect(parseBoxes('552.1 412.9 121.5 65.5')).toEqual([
      { left: 552.1, top: 412.9, width: 121.5, height: 65.5 },
    ]);
    expect(parseBoxes('1 2 3 4; 5 6 7 8')).toHaveLength(2);
  });

  it('refuses what is not four numbers', () => {
    expect(() => parseBoxes('1 2 3')).toThrow('1 2 3');
    expect(() => parseBoxes('1 2 3 wide')).toThrow('wide');
  });
});
