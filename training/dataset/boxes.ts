/** An upright rectangle in pixels of an image. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Reads the manifest's `x y w h; x y w h`. @throws RangeError for anything else. */
export function parseBoxes(text: string): readonly Box[] {
  if (text === '') return [];
  return text.split(';').map((part) => {
    const numbers = part.trim().split(/\s+/).map(Number);
    const [left, top, width, height] = numbers;
    if (numbers.length !== 4 || !numbers.every(Number.isFinite)) throw new RangeError(`No box: ${part}`);
    return { left: left!, top: top!, width: width!, height: height! };
  });
}
