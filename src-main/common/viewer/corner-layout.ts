/** What can stand in a corner of a film, a line each. */
export const cornerItems = [
  'patientName',
  'patientId',
  'patientBirthDate',
  'ageAndSex',
  'studyDate',
  'studyTime',
  'accessionNumber',
  'studyDescription',
  'seriesDescription',
  'protocolName',
  'institutionName',
  'manufacturer',
  'modalityAndView',
  'kvp',
  'exposure',
  'instanceNumber',
  'frameNumber',
  'pixelSize',
  'window',
  'zoom',
] as const;
export type CornerItem = (typeof cornerItems)[number];

export const corners = ['topLeft', 'topRight', 'bottomLeft', 'bottomRight'] as const;
export type Corner = (typeof corners)[number];

/** From the top down; an item stands in one corner or in none. */
export type CornerLayout = Readonly<Record<Corner, readonly CornerItem[]>>;

/** Without these a film could be taken for another patient's: they can be moved, and not be left out. */
export const identifyingItems: readonly CornerItem[] = ['patientName', 'patientId'];

export const usualCorners: CornerLayout = {
  topLeft: ['patientName', 'patientId', 'patientBirthDate', 'ageAndSex'],
  topRight: ['studyDate', 'studyDescription', 'seriesDescription', 'institutionName'],
  bottomLeft: [],
  bottomRight: ['modalityAndView', 'kvp', 'frameNumber', 'pixelSize', 'window', 'zoom'],
};

/** The corner of an item; null where it is left out. */
export function cornerOf(layout: CornerLayout, item: CornerItem): Corner | null {
  return corners.find((corner) => layout[corner].includes(item)) ?? null;
}

/** Puts an item last in a corner, or leaves it out, which no identifying one can be. */
export function placed(layout: CornerLayout, item: CornerItem, corner: Corner | null): CornerLayout {
  if (corner === null && identifyingItems.includes(item)) return layout;
  return mapped(layout, (items, place) => {
    const others = items.filter((other) => other !== item);
    return place === corner ? [...others, item] : others;
  });
}

/** Moves an item a line up (-1) or down (1) within its corner, as far as there are lines. */
export function shifted(layout: CornerLayout, item: CornerItem, step: 1 | -1): CornerLayout {
  return mapped(layout, (items) => {
    const index = items.indexOf(item);
    const place = index + step;
    if (index < 0 || place < 0 || place >= items.length) return items;
    const others = items.filter((other) => other !== item);
    return [...others.slice(0, place), item, ...others.slice(place)];
  });
}

/** A layout from names that a file gives: unknown ones are passed over, and identity is never lacking. */
export function cornerLayout(named: Readonly<Record<Corner, readonly string[]>>): CornerLayout {
  const seen = new Set<string>();
  const layout = mapped(named, (names) =>
    names.filter((name): name is CornerItem => {
      const isNew = (cornerItems as readonly string[]).includes(name) && !seen.has(name);
      seen.add(name);
      return isNew;
    }),
  );
  const lacking = identifyingItems.filter((item) => !seen.has(item));
  return { ...layout, topLeft: [...lacking, ...layout.topLeft] };
}

function mapped<T extends string>(
  layout: Readonly<Record<Corner, readonly T[]>>,
  change: (items: readonly T[], corner: Corner) => readonly CornerItem[],
): CornerLayout {
  const [topLeft, topRight, bottomLeft, bottomRight] = corners.map((corner) =>
    change(layout[corner], corner),
  );
  return {
    topLeft: topLeft ?? [],
    topRight: topRight ?? [],
    bottomLeft: bottomLeft ?? [],
    bottomRight: bottomRight ?? [],
  };
}
