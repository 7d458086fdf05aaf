import { acceleratorOf, chordOf, keysOf, writtenChord, type KeyPress } from '#common/viewer/chords';
import { actionFor, keyMapOf, schemeKeys, tooltipOf } from '#common/viewer/key-map';
import { keySchemeNames, keySchemes } from '#common/viewer/key-schemes';
import { actions } from '#common/viewer/actions';
import { shortcuts } from '#common/viewer/shortcuts';
import { sayEnglish } from '#common/words/say';

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});
const usual = keyMapOf({ scheme: 'osteon', remapped: {} });

describe('actionFor', () => {
  it.each([
    [press('w'), 'windowTool'],
    [press('W'), 'windowTool'],
    [press('0'), 'defaultWindow'],
    [press('1', { ctrlKey: true }), 'actualSize'],
    [press('1', { metaKey: true }), 'actualSize'],
    [press('O', { ctrlKey: true, shiftKey: true }), 'openFolder'],
    [press('o', { ctrlKey: true }), 'openFiles'],
    [press('o'), 'overlayText'],
    [press('?', { shiftKey: true }), 'shortcutMap'],
    [press('+', { shiftKey: true }), 'zoomIn'],
    [press('ArrowLeft', { ctrlKey: true }), 'previousStudy'],
    [press('ArrowLeft'), null],
    [press('G', { shiftKey: true }), null],
  ] as const)('answers %j with %s', (pressed, action) => expect(actionFor(usual, pressed)).toBe(action));

  it('takes the key where the Latin letter would be on a Cyrillic keyboard', () => {
    expect(actionFor(usual, press('п', { code: 'KeyG' }))).toBe('heatMap');
  });
});

describe('chordOf', () => {
  it.each([
    [press(' '), 'Space'],
    [press(' ', { shiftKey: true }), 'Shift+Space'],
    [press('+', { ctrlKey: true, shiftKey: true }), 'Ctrl++'],
    // On a Mac, Option and R type a sign.
    [press('®', { altKey: true, code: 'KeyR' }), 'Alt+R'],
    // AltGr and Q on a German keyboard type a sign that is no letter of Q's.
    [press('@', { ctrlKey: true, altKey: true, code: 'KeyQ' }), 'Ctrl+Alt+@'],
  ] as const)('spells %j as %s', (pressed, chord) => expect(chordOf(pressed)).toBe(chord));
});

describe('every scheme', () => {
  describe.each(keySchemeNames)('%s', (scheme) => {
    const keys = schemeKeys(scheme);

    it('gives no chord to two actions', () => {
      const chords = actions.flatMap((action) => keys[action]);
      expect(chords.filter((chord, index) => chords.indexOf(chord) !== index)).toEqual([]);
    });

    it('spells every chord as a key press is spelled', () => {
      const spelled = /^(Ctrl\+)?(Alt\+)?(Shift\+)?([^a-z\s]|[A-Z][A-Za-z]+|F\d+)$/;
      expect(actions.flatMap((action) => keys[action]).filter((chord) => !spelled.test(chord))).toEqual([]);
    });

    it('leaves every action within reach', () => {
      expect(actions.filter((action) => keys[action].length === 0)).toEqual([]);
    });

    it('hangs nothing that deletes on a bare letter', () => {
      const bare = (chord: string): boolean => chord.length === 1;
      expect(actions.filter((action) => shortcuts[action].destructive && keys[action].some(bare))).toEqual(
        [],
      );
    });
  });

  it.each([
    ['weasis', 'panTool', ['T']],
    ['weasis', 'turnLeft', ['Alt+L']],
    ['weasis', 'overlayText', ['Space', 'I']],
    // I is the corner texts' there, so inverting moves aside.
    ['weasis', 'invert', ['Alt+I']],
    ['weasis', 'turnTool', ['R']],
    ['weasis', 'turnSlightlyRight', ['Ctrl+Alt+R']],
    ['weasis', 'heatMap', ['G']],
    ['ohif', 'turnLeft', ['L']],
    // L is gone, D is left.
    ['ohif', 'lengthTool', ['D']],
    ['ohif', 'nextPane', ['ArrowRight']],
  ] as const)('%s has %s under %j', (scheme, action, chords) =>
    expect(schemeKeys(scheme)[action]).toEqual(chords),
  );

  it('is Osteon’s own table where nothing is said', () => {
    expect(keySchemes.osteon.chords).toEqual({});
    expect(usual.invert).toEqual(['I']);
  });
});

describe('keyMapOf', () => {
  it('lets the hand have a chord that the scheme gave to another', () => {
    const keys = keyMapOf({ scheme: 'osteon', remapped: { invert: ['R'] } });
    expect([keys.invert, keys.turnRight]).toEqual([['R'], []]);
    expect(tooltipOf(keys, 'turnRight', sayEnglish)).toBe('Turn right by 90°');
  });

  it('leaves Escape the way out, whatever is bound', () => {
    const keys = keyMapOf({ scheme: 'osteon', remapped: { reset: ['Q'], invert: ['Escape', 'J'] } });
    expect([keys.reset, keys.invert]).toEqual([['Q', 'Escape'], ['J']]);
  });

  it('gives a chord that a file binds twice to the first alone', () => {
    const keys = keyMapOf({ scheme: 'osteon', remapped: { invert: ['X'], probeTool: ['X', 'Y'] } });
    expect(actions.filter((action) => keys[action].includes('X'))).toEqual(['invert']);
    expect(keys.probeTool).toEqual(['Y']);
  });
});

describe('chords', () => {
  it('are written as on keyboards', () => {
    expect(keysOf('Ctrl+ArrowLeft')).toEqual(['Ctrl', '←']);
    expect(keysOf('+')).toEqual(['+']);
    expect(keysOf('Ctrl++')).toEqual(['Ctrl', '+']);
    expect(writtenChord('Ctrl+Shift+O')).toBe('Ctrl+Shift+O');
    expect(tooltipOf(usual, 'actualSize', sayEnglish)).toBe('One image pixel to one screen pixel (Ctrl+1)');
  });

  it.each([
    ['Ctrl+Shift+O', 'CmdOrCtrl+Shift+O'],
    ['Ctrl++', 'CmdOrCtrl+Plus'],
    ['Alt+ArrowLeft', 'Alt+Left'],
    ['F11', 'F11'],
    ['W', undefined],
    ['Escape', undefined],
    [undefined, undefined],
  ])('%s is %s in a menu of the desktop', (chord, accelerator) =>
    expect(acceleratorOf(chord)).toBe(accelerator),
  );
});
