import { nudgeActions, type Action } from '#common/viewer/actions';
import type { Commands } from './state/commands.ts';
import type { HeatMapState } from './state/heat-map.svelte.ts';
import type { KeysInForce } from './state/keys-in-force.svelte.ts';
import type { MagnifierState } from './state/magnifier.svelte.ts';

/** What goes on for as long as a key is down. */
type HeldAction = 'heatMap' | 'magnifier';

const repeatable: ReadonlySet<Action> = new Set<Action>([
  'zoomIn',
  'zoomOut',
  'turnSlightlyRight',
  'turnSlightlyLeft',
  'nextPreset',
  'previousPreset',
  'previousImage',
  'nextImage',
  'previousSeries',
  'nextSeries',
  'previousStudy',
  'nextStudy',
  'previousPatient',
  'nextPatient',
  ...nudgeActions,
]);

/** Dispatches a window's keys by the shortcut table; returns the function that stops it. */
export function listenToKeys(
  keys: KeysInForce,
  commands: Commands,
  heatMap: HeatMapState,
  magnifier: MagnifierState,
  target: Window = window,
): () => void {
  const listening = new AbortController();
  const options = { signal: listening.signal };
  /** What the keys that are down are held for, by their place on the keyboard. */
  const held = new Map<string, HeldAction>();
  const releases: Readonly<Record<HeldAction, (now: number) => void>> = {
    heatMap: (now) => heatMap.release(now),
    magnifier: () => magnifier.release(),
  };
  const releaseAll = (now: number): void => {
    for (const action of held.values()) releases[action](now);
    held.clear();
  };
  const hold = (action: HeldAction, event: KeyboardEvent): void => {
    held.set(event.code, action);
    if (action === 'heatMap') heatMap.press(event.timeStamp);
    else magnifier.hold();
  };
  target.addEventListener('keydown', (event) => press(event, keys, commands, hold), options);
  target.addEventListener(
    'keyup',
    ({ code, timeStamp }) => {
      const action = held.get(code);
      if (action !== undefined) releases[action](timeStamp);
      held.delete(code);
    },
    options,
  );
  // A key let go in another window is never reported.
  target.addEventListener('blur', ({ timeStamp }) => releaseAll(timeStamp), options);
  return () => {
    releaseAll(performance.now());
    listening.abort();
  };
}

function press(
  event: KeyboardEvent,
  keys: KeysInForce,
  commands: Commands,
  hold: (action: HeldAction, event: KeyboardEvent) => void,
): void {
  if (event.defaultPrevented || takesKeys(event)) return;
  const action = keys.actionFor(event);
  if (action === null) return;
  if (action === 'copyFilm' && isText(event.target)) return;
  event.preventDefault();
  // A switch held down would flicker; only steps go on while their key is down.
  if (event.repeat && !repeatable.has(action)) return;
  if (action === 'heatMap' || action === 'magnifier') hold(action, event);
  else commands[action]();
}

/**
 * A slider or a list in focus keeps its arrows and letters, and a button what presses it; chords with Ctrl are
 * the window's everywhere.
 */
function takesKeys({ target, key, ctrlKey, metaKey }: KeyboardEvent): boolean {
  if (ctrlKey || metaKey || !isElement(target)) return false;
  if (target.matches('input, select, textarea')) return true;
  return (key === ' ' || key === 'Enter') && target.matches('button, a, summary, [role=option], [role=tab]');
}

/** Whether copying means words: of a field, or selected on the page. */
function isText(target: EventTarget | null): boolean {
  if (!isElement(target)) return false;
  if (target.matches('input, textarea')) return true;
  return target.ownerDocument.getSelection()?.isCollapsed === false;
}

/** Elements of another window are of another class. */
function isElement(target: EventTarget | null): target is Element {
  return target !== null && 'matches' in target;
}
