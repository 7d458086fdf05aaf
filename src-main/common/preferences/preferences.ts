import * as v from 'valibot';
import { cornerLayout, usualCorners, type CornerItem, type CornerLayout } from '../viewer/corner-layout.ts';
import { defaultHangingRules, hangingRulesSchema } from '../hanging/hanging-rules.ts';
import { keySchemeNames } from '../viewer/key-schemes.ts';
import { isAction, type Action } from '../viewer/actions.ts';
import { languageChoices } from '../words/language.ts';

const between = (least: number, most: number) =>
  v.pipe(v.number(), v.finite(), v.minValue(least), v.maxValue(most));

/** How many times the usual travel of the pointer a window drag may count for, at least and at most. */
export const slowestDrag = 0.25;
export const fastestDrag = 4;

const readingSchema = v.object({
  /** Where the pointer goes to widen the window, and where to brighten the film. */
  widen: v.optional(v.picklist(['right', 'left']), 'right'),
  brighten: v.optional(v.picklist(['up', 'down']), 'up'),
  dragSpeed: v.optional(between(slowestDrag, fastestDrag), 1),
});

export const mostPresets = 200;
const presetSchema = v.object({
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(40)),
  center: v.pipe(v.number(), v.finite()),
  width: v.pipe(v.number(), v.finite(), v.gtValue(0)),
  modality: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(16))), null),
  bodyPart: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(64))), null),
  key: v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(9))), null),
});

const windowsSchema = v.object({
  /** In the order in which the menu lists them. */
  presets: v.optional(v.pipe(v.array(presetSchema), v.maxLength(mostPresets), v.readonly()), []),
});

const chordSchema = v.pipe(v.string(), v.minLength(1), v.maxLength(40));
/** Actions that another version knows are passed over. */
const remappedSchema = v.pipe(
  v.record(v.string(), v.pipe(v.array(chordSchema), v.maxLength(8))),
  v.transform((remapped): Partial<Record<Action, readonly string[]>> =>
    Object.fromEntries(Object.entries(remapped).filter(([name]) => isAction(name))),
  ),
);

const keyboardSchema = v.object({
  scheme: v.optional(v.picklist(keySchemeNames), 'osteon'),
  remapped: v.optional(remappedSchema, {}),
});

const cornerSchema = (usual: readonly CornerItem[]) =>
  v.optional(v.pipe(v.array(v.string()), v.maxLength(100)), [...usual]);
const cornersSchema = v.pipe(
  v.object({
    topLeft: cornerSchema(usualCorners.topLeft),
    topRight: cornerSchema(usualCorners.topRight),
    bottomLeft: cornerSchema(usualCorners.bottomLeft),
    bottomRight: cornerSchema(usualCorners.bottomRight),
  }),
  v.transform((named): CornerLayout => cornerLayout(named)),
);

const secondReaderSchema = v.object({
  /** Share of the map's own alpha. */
  heatMapOpacity: v.optional(between(0.1, 1), 0.55),
  /** The films of a scan are read before their scores are shown. */
  readFirst: v.optional(v.boolean(), false),
});

/** How large texts and controls can be, in percent. */
export const interfaceSizes = [100, 125, 150, 175, 200] as const;
export type InterfaceSize = (typeof interfaceSizes)[number];

/** How the window looks. */
const displaySchema = v.object({
  overlay: v.optional(v.picklist(['full', 'minimal', 'none']), 'full'),
  smooth: v.optional(v.boolean(), true),
  language: v.optional(v.picklist(languageChoices), 'system'),
  contrast: v.optional(v.picklist(['system', 'dark', 'high']), 'system'),
  /** Of everything but the film, in percent. */
  size: v.optional(v.picklist(interfaceSizes), 100),
});

const hangingSchema = v.object({
  /** The first that applies counts. */
  rules: v.optional(hangingRulesSchema, [...defaultHangingRules]),
});

/**
 * What a person chooses, by section. A key that a file lacks takes its default, and one that no section knows is
 * dropped, so that a section may grow without a new version of the file.
 */
export const preferencesSchema = v.object({
  reading: v.optional(readingSchema, {}),
  windows: v.optional(windowsSchema, {}),
  keyboard: v.optional(keyboardSchema, {}),
  hanging: v.optional(hangingSchema, {}),
  corners: v.optional(cornersSchema, {}),
  secondReader: v.optional(secondReaderSchema, {}),
  display: v.optional(displaySchema, {}),
});

export type Preferences = v.InferOutput<typeof preferencesSchema>;
export type PreferencesSection = keyof Preferences;

/** What holds until somebody chooses. */
export const usualPreferences: Preferences = v.parse(preferencesSchema, {});

/** What the window starts with. */
export type DisplayPreferences = Preferences['display'];

/** How the pointer windows a film. */
export type ReadingPreferences = Preferences['reading'];
