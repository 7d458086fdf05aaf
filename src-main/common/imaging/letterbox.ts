/** Where an image of `imageRows` by `imageColumns` lies, scaled and centred, inside a fixed input. */
export interface Letterbox {
  readonly imageRows: number;
  readonly imageColumns: number;
  readonly inputRows: number;
  readonly inputColumns: number;
  /** Size and place of the scaled image inside the input, in whole input pixels. */
  readonly contentRows: number;
  readonly contentColumns: number;
  readonly top: number;
  readonly left: number;
}

/** The largest centred placement that keeps the aspect ratio; content is at least one pixel a side. */
export function letterbox(
  imageRows: number,
  imageColumns: number,
  inputRows: number,
  inputColumns: number,
): Letterbox {
  const scale = Math.min(inputRows / imageRows, inputColumns / imageColumns);
  const contentRows = Math.max(1, Math.min(inputRows, Math.round(imageRows * scale)));
  const contentColumns = Math.max(1, Math.min(inputColumns, Math.round(imageColumns * scale)));
  return {
    imageRows,
    imageColumns,
    inputRows,
    inputColumns,
    contentRows,
    contentColumns,
    top: Math.floor((inputRows - contentRows) / 2),
    left: Math.floor((inputColumns - contentColumns) / 2),
  };
}
