import type { Corner } from '#common/viewer/corner-layout';
import type { EdgeLetters } from '#common/viewer/orientation';
import type { Size } from '#common/viewer/view-transform';

export interface Line {
  readonly text: string;
  /** As the letter of the side is. */
  readonly large?: boolean;
}

const family = "system-ui, 'Segoe UI', 'Noto Sans', 'DejaVu Sans', sans-serif";
const small = { font: `12px ${family}`, height: 17 };
const large = { font: `600 28px ${family}`, height: 34 };
const margin = 8;
const padding = 4;
/** Dark behind light words, as over the film on the screen. */
const backing = 'rgb(0 0 0 / 72%)';
const light = '#fff';

/** Writes on a picture; lengths are CSS pixels of the context's own scale. */
export class Lettering {
  readonly #context: CanvasRenderingContext2D;
  readonly #area: Size;

  constructor(context: CanvasRenderingContext2D, area: Size) {
    this.#context = context;
    this.#area = area;
    context.textBaseline = 'alphabetic';
  }

  /** From the top down, in a corner; a line too long for its half of the picture goes on below. */
  corner(corner: Corner, lines: readonly Line[]): void {
    const { width, height } = this.#area;
    const most = width / 2 - margin - 2 * padding;
    const wrapped = lines.flatMap((line) => this.#wrapped(line, most));
    const whole = wrapped.reduce((sum, line) => sum + heightOf(line), 0);
    const isTop = corner === 'topLeft' || corner === 'topRight';
    const isLeft = corner === 'topLeft' || corner === 'bottomLeft';
    let y = isTop ? margin : height - margin - whole;
    for (const line of wrapped) {
      this.#write(line, isLeft ? margin : width - margin - this.#length(line) - 2 * padding, y);
      y += heightOf(line);
    }
  }

  edges({ top, right, bottom, left }: EdgeLetters): void {
    const { width, height } = this.#area;
    const middle = (height - small.height) / 2;
    const centred = (text: string): number => (width - this.#length({ text })) / 2 - padding;
    if (top) this.#write({ text: top }, centred(top), margin);
    if (bottom) this.#write({ text: bottom }, centred(bottom), height - margin - small.height);
    if (left) this.#write({ text: left }, margin, middle);
    if (right)
      this.#write({ text: right }, width - margin - this.#length({ text: right }) - 2 * padding, middle);
  }

  #write(line: Line, x: number, y: number): void {
    const context = this.#context;
    const { font, height } = line.large ? large : small;
    context.fillStyle = backing;
    context.fillRect(x, y, this.#length(line) + 2 * padding, height);
    context.font = font;
    context.fillStyle = light;
    context.fillText(line.text, x + padding, y + height * 0.76);
  }

  #length({ text, large: isLarge }: Line): number {
    this.#context.font = (isLarge ? large : small).font;
    return this.#context.measureText(text).width;
  }

  /** At blanks; a word longer than a line stands over. */
  #wrapped(line: Line, most: number): readonly Line[] {
    const rows: string[] = [];
    for (const word of line.text.split(' ')) {
      const longer = rows.length === 0 ? word : `${rows.at(-1)} ${word}`;
      if (rows.length > 0 && this.#length({ ...line, text: longer }) <= most) rows[rows.length - 1] = longer;
      else rows.push(word);
    }
    return rows.map((text) => ({ ...line, text }));
  }
}

function heightOf({ large: isLarge }: Line): number {
  return (isLarge ? large : small).height;
}
