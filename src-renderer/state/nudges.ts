import type { nudgeActions } from '#common/viewer/actions';

type NudgeAction = (typeof nudgeActions)[number];

const far = 10;

/** What each of the keys that move an annotation does: across to the right, down, in pixels of the screen. */
export function nudges(
  move: (across: number, down: number) => void,
): Readonly<Record<NudgeAction, () => void>> {
  return {
    nudgeLeft: () => move(-1, 0),
    nudgeRight: () => move(1, 0),
    nudgeUp: () => move(0, -1),
    nudgeDown: () => move(0, 1),
    nudgeFarLeft: () => move(-far, 0),
    nudgeFarRight: () => move(far, 0),
    nudgeFarUp: () => move(0, -far),
    nudgeFarDown: () => move(0, far),
  };
}
