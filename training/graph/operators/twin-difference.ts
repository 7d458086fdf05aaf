import type { Emitter, Tensor } from '../emitter.ts';
import type { Operator } from '../tape.ts';

/**
 * The mean over pairs of the squared difference of two probabilities, `(sigmoid(a) - sigmoid(b))^2`, a scalar.
 * Input: logits `[2 N, 1]`, the second half of which are those of the first half's twins in the same order.
 */
export const twinDifference: Operator<object> = {
  forward(emitter, [logits]) {
    const differences = differencesOf(emitter, logits!);
    const squares = emitter.pair('Mul', differences, differences);
    return emitter.emit('ReduceMean', [squares], [], { attributes: { keepdims: 0 } });
  },
  vjp(emitter, { inputs: [logits] }, dY) {
    const emitGradient = (): Tensor => {
      const pairs = pairsOf(logits!);
      const differences = differencesOf(emitter, logits!);
      const signs = pairMatrix(emitter, pairs, 'pairs to logits');
      const spread = emitter.emit('MatMul', [signs, differences], logits!.shape);
      const probabilities = emitter.emit('Sigmoid', [logits!], logits!.shape);
      const others = emitter.pair('Sub', emitter.scalar(1), probabilities);
      const slopes = emitter.pair('Mul', probabilities, others);
      const share = emitter.pair('Mul', dY, emitter.scalar(2 / pairs));
      return emitter.pair('Mul', emitter.pair('Mul', spread, slopes), share);
    };
    return [emitGradient];
  },
};

/** `[N, 1]`. */
function differencesOf(emitter: Emitter, logits: Tensor): Tensor {
  const pairs = pairsOf(logits);
  const probabilities = emitter.emit('Sigmoid', [logits], logits.shape);
  return emitter.emit('MatMul', [pairMatrix(emitter, pairs, 'logits to pairs'), probabilities], [pairs, 1]);
}

/** 1 where a logit is the first of a pair, -1 where it is the second, 0 elsewhere. */
function pairMatrix(
  emitter: Emitter,
  pairs: number,
  direction: 'logits to pairs' | 'pairs to logits',
): Tensor {
  const values = new Float32Array(2 * pairs * pairs);
  const isWide = direction === 'logits to pairs';
  const at = (pair: number, logit: number): number =>
    isWide ? pair * 2 * pairs + logit : logit * pairs + pair;
  for (let pair = 0; pair < pairs; pair++) {
    values[at(pair, pair)] = 1;
    values[at(pair, pair + pairs)] = -1;
  }
  return emitter.constant(isWide ? [pairs, 2 * pairs] : [2 * pairs, pairs], values);
}

function pairsOf({ shape }: Tensor): number {
  const [rows, columns] = shape;
  if (shape.length === 2 && rows !== undefined && columns === 1 && rows > 0 && rows % 2 === 0)
    return rows / 2;
  throw new RangeError(`Logits [2 N, 1] are wanted, not ${shape.join('x') || 'a scalar'}.`);
}
