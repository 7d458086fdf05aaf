import type { Emitter, Tensor } from '../graph/emitter.ts';
import { adamW, clipByGlobalNorm, ema, globalNorm, sgdMomentum } from '../graph/optimizer.ts';
import { spreadOver, type ParameterBlock, type ParameterSpec } from '../graph/parameters.ts';
import { isBatchStatistic } from '../models/fold-batch-normalization.ts';
import type { RateName, StateName, StepOptions } from './step-graph.ts';

/** Whether a parameter follows the batches' statistics instead of a gradient. */
export function isStatistic({ name }: Pick<ParameterSpec, 'name'>): boolean {
  return isBatchStatistic(name);
}

/** Whether all of a block does. */
export function isMoving({ specs }: ParameterBlock): boolean {
  return specs.every(isStatistic);
}

/** Shortens the gradients of what descends; the batches' statistics stay as they are. */
export function clipDescending(
  emitter: Emitter,
  joined: readonly Tensor[],
  blocks: readonly ParameterBlock[],
  { gradientNormLimit }: StepOptions,
): { readonly clipped: readonly Tensor[]; readonly norm: Tensor } {
  const descending = joined.filter((_, i) => !isMoving(blocks[i]!));
  const norm = globalNorm(emitter, descending);
  if (gradientNormLimit === null) return { clipped: joined, norm };
  const shortened = clipByGlobalNorm(emitter, descending, norm, gradientNormLimit);
  const clipped = joined.map((tensor) => shortened[descending.indexOf(tensor)] ?? tensor);
  return { clipped, norm };
}

/** What a block's next state is made of. */
export interface BlockStep {
  readonly state: ReadonlyMap<StateName, Tensor>;
  readonly rates: ReadonlyMap<RateName, Tensor>;
  readonly gradient: Tensor;
}

/** The next state, by name, of a block that descends. */
export function stepBlock(
  emitter: Emitter,
  block: ParameterBlock,
  { state, rates, gradient }: BlockStep,
  { optimizer, weightDecay }: StepOptions,
): ReadonlyMap<StateName, Tensor> {
  const parameters = state.get('parameters')!;
  const scales = perElement(emitter, block, ({ learningRateScale }) => learningRateScale);
  const decays = perElement(emitter, block, ({ decays }) => (decays ? weightDecay : 0));
  const descent = {
    parameters,
    gradient,
    learningRate: emitter.pair('Mul', scales, rates.get('learningRate')!),
    weightDecay: weightDecay === 0 ? null : decays,
  };
  const next = new Map<StateName, Tensor>(
    Object.entries(
      optimizer.kind === 'adamW'
        ? adamW(
            emitter,
            descent,
            {
              firstMoment: state.get('firstMoment')!,
              secondMoment: state.get('secondMoment')!,
              firstCorrection: rates.get('firstCorrection')!,
              secondCorrection: rates.get('secondCorrection')!,
            },
            optimizer,
          )
        : sgdMomentum(emitter, descent, state.get('velocity')!, optimizer.momentum),
    ) as [StateName, Tensor][],
  );
  const mean = state.get('average');
  if (mean !== undefined)
    next.set('average', ema(emitter, mean, next.get('parameters')!, rates.get('averageDecay')!));
  return next;
}

/** The moving averages drawn nearer to the batch's statistics, which stand in the gradient's place. */
export function moveBlock(
  emitter: Emitter,
  { state, rates, gradient }: BlockStep,
): ReadonlyMap<StateName, Tensor> {
  const moved = ema(emitter, state.get('parameters')!, gradient, emitter.scalar(statisticsDecay));
  const next = new Map(state).set('parameters', moved);
  const mean = state.get('average');
  return mean === undefined
    ? next
    : next.set('average', ema(emitter, mean, moved, rates.get('averageDecay')!));
}

/** Share of the moving statistics that a step keeps: a few hundred films are averaged at batches of 16. */
const statisticsDecay = 0.95;

/** A vector over the block's elements, or a scalar where its parameters agree. */
function perElement(
  emitter: Emitter,
  block: ParameterBlock,
  valueOf: (spec: ParameterBlock['specs'][number]) => number,
): Tensor {
  const values = new Set(block.specs.map(valueOf));
  const [first = 0] = values;
  return values.size === 1
    ? emitter.scalar(first)
    : emitter.constant([block.size], spreadOver(block, valueOf));
}
