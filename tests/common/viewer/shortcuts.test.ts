import { actionFor, actions, keysOf, shortcuts, tooltipOf, type KeyPress } from '#common/viewer/shortcuts';

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

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
    [press('c', { ctrlKey: true }), null],
  ] as const)('answers %j with %s', (pressed, action) => expect(actionFor(pressed)).toBe(action));

  it('takes the key where the Latin letter would be on a Cyrillic keyboard', () => {
    expect(actionFor(press('п', { code: 'KeyG' }))).toBe('heatMap');
  });
});

describe('shortcuts', () => {
  it('give no chord to two actions', () => {
    const chords = actions.flatMap((action) => shortcuts[action].chords);
    expect(new Set(chords).size).toBe(chords.length);
  });

  it('are written as on keyboards', () => {
    expect(keysOf('Ctrl+ArrowLeft')).toEqual(['Ctrl', '←']);
    expect(keysOf('+')).toEqual(['+']);
    expect(tooltipOf('actualSize')).toBe('One image pixel to one screen pixel (Ctrl+1)');
  });
});
