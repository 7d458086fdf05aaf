import type { Emitter, Tensor } from '../graph/emitter.ts';
import { add, scale } from '../graph/operators/arithmetic.ts';
import { sigmoidCrossEntropy, softmaxCrossEntropy } from '../graph/operators/cross-entropy.ts';
import { twinDifference } from '../graph/operators/twin-difference.ts';
import type { Tape } from '../graph/tape.ts';
import type { HeadOutputs } from '../models/trainable-head.ts';
import type { StepOptions } from './step-graph.ts';

type LossOptions = Pick<StepOptions, 'head' | 'labelSmoothing' | 'mapLossScale' | 'twinLossScale'>;

/**
 * The scalar that training lowers. It adds the inputs `targets` (1 where fractured) and `sampleWeights`, `[N, 1]`
 * both, and for a head with a map `mapTargets` and `mapWeights`, of the map's shape.
 */
export function addLossOf(tape: Tape, outputs: HeadOutputs, options: LossOptions): Tensor {
  const { emitter } = tape;
  const targets = emitter.input('targets', outputs.logit.shape);
  const weights = emitter.input('sampleWeights', outputs.logit.shape);
  const { head, labelSmoothing } = options;
  if (outputs.classes !== null) {
    const operator =
      head.kind === 'flatten-512' && head.activation === 'softmax'
        ? softmaxCrossEntropy
        : sigmoidCrossEntropy;
    return tape.apply(operator, [outputs.classes, bothClasses(emitter, targets), weights], {
      labelSmoothing,
    });
  }
  const crossEntropy = tape.apply(sigmoidCrossEntropy, [outputs.logit, targets, weights], { labelSmoothing });
  const filmLoss = plusTwinLoss(tape, crossEntropy, outputs.logit, options);
  return outputs.map === null ? filmLoss : plusMapLoss(tape, filmLoss, outputs.map, options);
}

function plusTwinLoss(tape: Tape, loss: Tensor, logit: Tensor, { twinLossScale = 0 }: LossOptions): Tensor {
  if (twinLossScale === 0) return loss;
  const difference = tape.apply(twinDifference, [logit], {});
  return tape.apply(add, [loss, tape.apply(scale, [difference], { factor: twinLossScale })], {});
}

function plusMapLoss(tape: Tape, filmLoss: Tensor, map: Tensor, { mapLossScale }: LossOptions): Tensor {
  const { emitter } = tape;
  const inputs = [map, emitter.input('mapTargets', map.shape), emitter.input('mapWeights', map.shape)];
  const mapLoss = tape.apply(sigmoidCrossEntropy, inputs, { labelSmoothing: 0 });
  return tape.apply(add, [filmLoss, tape.apply(scale, [mapLoss], { factor: mapLossScale })], {});
}

/** `[N, 2]`: fractured, and not. */
function bothClasses(emitter: Emitter, targets: Tensor): Tensor {
  const others = emitter.pair('Sub', emitter.scalar(1), targets);
  return emitter.emit('Concat', [targets, others], [targets.shape[0]!, 2], { attributes: { axis: 1 } });
}
