import type { InputSpec } from '#common/imaging/input-spec';
import type { ModelCard } from '#common/model/model-card';
import { referenceInput } from '#common/model/reference-input';
import { runGatedNetwork } from '#node/inference/network';
import { openSession } from '#node/inference/onnx-session';
import { gatedInterface } from '../scope/distance-graph.ts';

/** How far a provider's outputs may lie from the CPU's; other kernels differ in the fourth digit. */
const referenceTolerance = 0.01;

/** What the exported file gives for the made-up input, on the CPU. */
export async function measureReference(onnx: Uint8Array, input: InputSpec): Promise<ModelCard['reference']> {
  const session = await openSession(onnx, { provider: 'cpu' });
  const network = { onnx: gatedInterface, input };
  const { logit, mapCells, featureDistance } = await runGatedNetwork(session, network, referenceInput(input));
  await session.release();
  const mapMean = mapCells.reduce((sum, cell) => sum + cell, 0) / mapCells.length;
  return { pattern: 'sine-1', logit, mapMean, featureDistance, tolerance: referenceTolerance };
}
