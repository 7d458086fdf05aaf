import type { Values } from './data-set.ts';
import { Tag } from './tags.ts';

/**
 * Where a frame's own values of a macro stand in an enhanced multi-frame image (PS3.3 C.7.6.16): in its item of the
 * Per-frame Functional Groups, else in the shared ones, else, as in every other image, at the top.
 *
 * @param frame Counted from 0.
 * @param macro The sequence that holds the macro's attributes.
 */
export function macroOf(dataSet: Values, frame: number, macro: Tag): Values {
  const own = dataSet.sequence(Tag.perFrameFunctionalGroupsSequence)[frame]?.sequence(macro)[0];
  const shared = dataSet.sequence(Tag.sharedFunctionalGroupsSequence)[0]?.sequence(macro)[0];
  return own ?? shared ?? dataSet;
}
