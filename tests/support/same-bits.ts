import type { TrainingState } from '../../training/fine-tuning/trainer.ts';

/** Whether two trainings stand at the same step with the same bits; Jest's own comparison takes seconds for millions. */
export function sameBits(left: TrainingState, right: TrainingState): boolean {
  const names = Object.keys({ ...left.vectors, ...right.vectors }) as (keyof TrainingState['vectors'])[];
  return left.step === right.step && names.every((name) => bytesOf(left, name).equals(bytesOf(right, name)));
}

function bytesOf({ vectors }: TrainingState, name: keyof TrainingState['vectors']): Buffer {
  const { buffer, byteOffset, byteLength } = vectors[name] ?? new Float32Array();
  return Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength);
}
