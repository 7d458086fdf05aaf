/** An RGBA picture, `rows * columns * 4`, not premultiplied. */
export interface RgbaPicture {
  readonly rows: number;
  readonly columns: number;
  readonly rgba: Uint8ClampedArray;
}

/** Makes the canvas as large as the picture and puts it there. */
export function drawRgba(canvas: HTMLCanvasElement, { rows, columns, rgba }: RgbaPicture): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  canvas.width = columns;
  canvas.height = rows;
  context.putImageData(new ImageData(new Uint8ClampedArray(rgba), columns, rows), 0, 0);
}
