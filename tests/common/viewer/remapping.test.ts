import { keyMapOf, type KeyboardChoice } from '#common/viewer/key-map';
import { bound, conflictOf, isRemapped, refusalOf, unbound } from '#common/viewer/remapping';

const usual: KeyboardChoice = { scheme: 'osteon', remapped: {} };

describe('bound', () => {
  it('binds a free chord and leaves the others alone', () => {
    expect(bound(usual, 'invert', 'J')).toEqual({ scheme: 'osteon', remapped: { invert: ['J'] } });
  });

  it('swaps with the action that has the chord', () => {
    const keys = keyMapOf(bound(usual, 'invert', 'R'));
    expect([keys.invert, keys.turnRight]).toEqual([['R'], ['I']]);
  });

  it('leaves the other its further chords', () => {
    const keys = keyMapOf(bound(usual, 'invert', 'D'));
    expect([keys.invert, keys.lengthTool]).toEqual([['D'], ['L', 'I']]);
  });

  it('gives what deletes no letter in return', () => {
    const keys = keyMapOf(bound(usual, 'invert', 'Delete'));
    expect([keys.invert, keys.removeAnnotation]).toEqual([['Delete'], []]);
  });

  it('is undone for one action by its scheme’s own key, unless that was given away', () => {
    const swapped = bound(usual, 'invert', 'R');
    expect(keyMapOf(unbound(swapped, 'turnRight')).turnRight).toEqual([]);
    expect(keyMapOf(unbound(unbound(swapped, 'invert'), 'turnRight'))).toEqual(keyMapOf(usual));
  });
});

describe('conflictOf', () => {
  it('names who has the chord in force, but never the action itself', () => {
    expect(conflictOf(usual, 'invert', 'R')).toBe('turnRight');
    expect(conflictOf(usual, 'invert', 'I')).toBeNull();
    expect(conflictOf({ ...usual, scheme: 'weasis' }, 'invert', 'Alt+R')).toBe('turnRight');
  });
});

describe('refusalOf', () => {
  it.each([
    ['removeAnnotation', 'X'],
    ['removeAnnotation', '5'],
    ['invert', 'Tab'],
    ['invert', 'Ctrl+V'],
  ] as const)('refuses %s under %s', (action, chord) => expect(refusalOf(action, chord)).not.toBeNull());

  it.each([
    ['removeAnnotation', 'Backspace'],
    ['removeAnnotation', 'Shift+X'],
    ['invert', 'X'],
  ] as const)('allows %s under %s', (action, chord) => expect(refusalOf(action, chord)).toBeNull());
});

describe('isRemapped', () => {
  it('tells what is no longer as its scheme has it, by hand or by the hand of another', () => {
    const swapped = bound(usual, 'invert', 'R');
    expect([
      isRemapped(swapped, 'invert'),
      isRemapped(swapped, 'turnRight'),
      isRemapped(swapped, 'fit'),
    ]).toEqual([true, true, false]);
  });
});
