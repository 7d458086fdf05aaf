type Random = () => number;

/** Intensities in [0, 1], `side * side` of them in C order. */
interface Canvas {
  readonly intensities: Float32Array;
  readonly side: number;
}

/**
 * Draws one bright thing that is no bone: a rod with screws, a ring, an arrow or a line of marks like a
 * caption. Drawn on films of both classes, it tells the network nothing (against metal and writing as shortcuts).
 */
export function drawForeignObject(canvas: Canvas, random: Random): void {
  const kinds = [drawRod, drawRing, drawArrow, drawCaption];
  kinds[Math.floor(random() * kinds.length)]!(canvas, random);
}

function drawRod(canvas: Canvas, random: Random): void {
  const { side } = canvas;
  const brightness = 0.8 + 0.2 * random();
  const angle = random() * Math.PI;
  const [x, y] = [(0.2 + 0.6 * random()) * side, (0.2 + 0.6 * random()) * side];
  const half = (0.08 + 0.2 * random()) * side;
  const [dx, dy] = [Math.cos(angle) * half, Math.sin(angle) * half];
  const width = (0.008 + 0.02 * random()) * side;
  drawLine(canvas, [x - dx, y - dy], [x + dx, y + dy], width, brightness);
  const screws = Math.floor(random() * 6);
  for (let i = 0; i < screws; i++) {
    const along = (2 * (i + 0.5)) / screws - 1;
    const [sx, sy] = [x + dx * along, y + dy * along];
    const reach = width * (1.5 + 3 * random());
    const across = [(-dy / half) * reach, (dx / half) * reach] as const;
    drawLine(
      canvas,
      [sx - across[0], sy - across[1]],
      [sx + across[0], sy + across[1]],
      width / 2,
      brightness,
    );
  }
}

function drawRing(canvas: Canvas, random: Random): void {
  const { side } = canvas;
  const [x, y] = [random() * side, random() * side];
  const radius = (0.015 + 0.05 * random()) * side;
  const width = (0.004 + 0.01 * random()) * side;
  const brightness = 0.8 + 0.2 * random();
  paint(
    canvas,
    [x - radius - width, y - radius - width],
    [x + radius + width, y + radius + width],
    brightness,
    (px, py) => Math.abs(Math.hypot(px - x, py - y) - radius) <= width,
  );
}

function drawArrow(canvas: Canvas, random: Random): void {
  const { side } = canvas;
  const [x, y] = [(0.1 + 0.8 * random()) * side, (0.1 + 0.8 * random()) * side];
  const angle = random() * 2 * Math.PI;
  const length = (0.05 + 0.08 * random()) * side;
  const width = (0.003 + 0.006 * random()) * side;
  const stroke = (turn: number, reach: number): void => {
    const end = [x + Math.cos(angle + turn) * reach, y + Math.sin(angle + turn) * reach] as const;
    drawLine(canvas, [x, y], end, width, 1);
  };
  stroke(0, length);
  stroke(0.5, length / 3);
  stroke(-0.5, length / 3);
}

function drawCaption(canvas: Canvas, random: Random): void {
  const { side } = canvas;
  const height = (0.02 + 0.04 * random()) * side;
  const letters = 1 + Math.floor(random() * 8);
  const left = random() * (side - letters * height * 0.7);
  const top = random() < 0.5 ? random() * 0.2 * side : 0.8 * side + random() * 0.2 * side - height;
  const width = Math.max(0.6, height / 10);
  for (let letter = 0; letter < letters; letter++) {
    const x = left + letter * height * 0.7;
    const corner = (): readonly [number, number] => [
      x + (random() < 0.5 ? 0 : height / 2),
      top + (Math.floor(random() * 3) * height) / 2,
    ];
    for (let stroke = 0; stroke < 3; stroke++) drawLine(canvas, corner(), corner(), width, 1);
  }
}

type Point = readonly [number, number];

function drawLine(canvas: Canvas, from: Point, to: Point, width: number, brightness: number): void {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const squared = dx * dx + dy * dy;
  const least: Point = [Math.min(from[0], to[0]) - width, Math.min(from[1], to[1]) - width];
  const most: Point = [Math.max(from[0], to[0]) + width, Math.max(from[1], to[1]) + width];
  paint(canvas, least, most, brightness, (x, y) => {
    const along = squared === 0 ? 0 : ((x - from[0]) * dx + (y - from[1]) * dy) / squared;
    const held = Math.min(1, Math.max(0, along));
    return Math.hypot(x - from[0] - held * dx, y - from[1] - held * dy) <= width;
  });
}

/** Brightens the pixels of a rectangle whose centres are inside a shape. */
function paint(
  { intensities, side }: Canvas,
  least: Point,
  most: Point,
  brightness: number,
  isInside: (x: number, y: number) => boolean,
): void {
  const clamp = (value: number): number => Math.min(side, Math.max(0, Math.floor(value)));
  for (let row = clamp(least[1]); row < clamp(most[1] + 1); row++)
    for (let column = clamp(least[0]); column < clamp(most[0] + 1); column++)
      if (isInside(column + 0.5, row + 0.5)) {
        const at = row * side + column;
        intensities[at] = Math.max(intensities[at]!, brightness);
      }
}
