import { sizeOf } from './emitter.ts';

/** One trained tensor. */
export interface ParameterSpec {
  readonly name: string;
  readonly shape: readonly number[];
  /** Times the learning rate of the step; 0 freezes it. */
  readonly learningRateScale: number;
  /** Whether weight decay shrinks it; biases are spared. */
  readonly decays: boolean;
}

/** All parameters in one vector, one after another; optimiser states have the same order. */
export interface ParameterVector {
  readonly specs: readonly ParameterSpec[];
  readonly size: number;
}

export function layOut(specs: readonly ParameterSpec[]): ParameterVector {
  return { specs, size: specs.reduce((sum, { shape }) => sum + sizeOf(shape), 0) };
}

/** Consecutive parameters that a training step takes and gives back as one tensor. */
export interface ParameterBlock extends ParameterVector {
  /** Of its first element in the vector. */
  readonly offset: number;
}

/** From here on a parameter is a block of its own: joining and cutting blocks copies every value. */
const ownBlockSize = 2 ** 20;

/**
 * Cuts the vector into blocks: small parameters together, so that steps have few operators, large ones alone.
 *
 * @param isApart tells parameters that a step treats in another way: no block holds both kinds.
 */
export function blocksOf(
  { specs }: ParameterVector,
  isApart: (spec: ParameterSpec) => boolean = () => false,
): readonly ParameterBlock[] {
  const groups: ParameterSpec[][] = [];
  let open: boolean | null = null;
  for (const spec of specs) {
    const large = sizeOf(spec.shape) >= ownBlockSize;
    if (!large && open === isApart(spec)) groups.at(-1)!.push(spec);
    else groups.push([spec]);
    open = large ? null : isApart(spec);
  }
  let offset = 0;
  return groups.map((group) => {
    const block = { ...layOut(group), offset };
    offset += block.size;
    return block;
  });
}

/** A value for each element of the vector, given one for each parameter. */
export function spreadOver(
  { specs, size }: ParameterVector,
  valueOf: (spec: ParameterSpec) => number,
): Float32Array {
  const values = new Float32Array(size);
  let offset = 0;
  for (const spec of specs) {
    const end = offset + sizeOf(spec.shape);
    values.fill(valueOf(spec), offset, end);
    offset = end;
  }
  return values;
}

/** @throws RangeError naming the parameter that is absent or of another size. */
export function packParameters(
  { specs, size }: ParameterVector,
  tensors: ReadonlyMap<string, { readonly values: Float32Array }>,
): Float32Array {
  const packed = new Float32Array(size);
  let offset = 0;
  for (const { name, shape } of specs) {
    const values = tensors.get(name)?.values;
    if (values?.length !== sizeOf(shape))
      throw new RangeError(`${name} has ${values?.length ?? 'no'} values, not ${shape.join('x')}.`);
    packed.set(values, offset);
    offset += values.length;
  }
  return packed;
}

/** The tensors of a packed vector by name; they share its memory. */
export function unpackParameters(
  { specs }: ParameterVector,
  packed: Float32Array,
): ReadonlyMap<string, { readonly shape: readonly number[]; readonly values: Float32Array }> {
  let offset = 0;
  return new Map(
    specs.map(({ name, shape }) => {
      const values = packed.subarray(offset, (offset += sizeOf(shape)));
      return [name, { shape, values }];
    }),
  );
}
