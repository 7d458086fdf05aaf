import { shapes, type Shape } from '#common/measure/annotation';

/** The action that takes the tool of a shape in hand. */
export function toolAction<S extends Shape>(shape: S): `${S}Tool` {
  return `${shape}Tool`;
}

/** One command for each drawing tool. */
export function drawingTools(draw: (shape: Shape) => void): Readonly<Record<`${Shape}Tool`, () => void>> {
  const commands = shapes.map((shape) => [toolAction(shape), () => draw(shape)] as const);
  return Object.fromEntries(commands) as Record<`${Shape}Tool`, () => void>;
}
