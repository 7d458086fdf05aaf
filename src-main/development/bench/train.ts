import { join } from 'node:path';
import { AppError } from '#common/errors';
import { checkout, peersDirectory } from './checkout.ts';
import type { Measurement } from './measurement.ts';
import { listVersions, Peer, takeTurns, type PeerRecord } from './peer.ts';
import { findPython } from './python.ts';
import { requireQuietMachine, watchOthers } from './quiet.ts';

const threads = '2';
const batchSize = 16;
const stepPlan = { turns: 8, warmUps: 2, rounds: 3 } as const;
const batchPlan = { turns: 4, warmUps: 1, rounds: 8 } as const;

/** Both memory formats: most train in the default one; the other is the faster one on some processors. */
const rivals = [
  { what: "PyTorch, torchvision's mobilenet_v2 with batch-norm", kind: 'batch-norm', format: 'contiguous' },
  { what: 'PyTorch, the same, channels last', kind: 'batch-norm', format: 'channels-last' },
  { what: "PyTorch, Osteon's network and loss", kind: 'folded', format: 'contiguous' },
  { what: "PyTorch, Osteon's network and loss, channels last", kind: 'folded', format: 'channels-last' },
] as const;

/**
 * Training steps of the whole network at 224x224, batch 16, AdamW, two threads, in turns with PyTorch where that is
 * installed; and how fast one thread makes such batches.
 *
 * @throws AppError `runtime-unavailable` on a machine that does other work, `internal` where the losses of one
 *   network disagree.
 */
export async function measureTraining(): Promise<readonly Measurement[]> {
  const python = findPython(['torch', 'torchvision', 'numpy']);
  await requireQuietMachine();
  const peers = [await startTraining('step-peer.ts', threads)];
  try {
    for (const { kind, format } of python === null ? [] : rivals)
      peers.push(await Peer.start(python!, [join(peersDirectory, 'train_step.py'), kind, format, threads]));
    const watched = watchOthers();
    const [own, ...others] = (await takeTurns(peers, stepPlan)) as [PeerRecord, ...PeerRecord[]];
    const disturbed = watched().map((other) => `meanwhile ${other} of a core`);
    others.forEach((other, i) => rivals[i]!.kind === 'folded' && requireSameLosses(own, other));
    return [
      rateOf('Osteon, training steps', own, [...(python === null ? [pytorchIsAbsent] : []), ...disturbed]),
      ...others.map((other, i) => rateOf(rivals[i]!.what, other, listVersions(peers[i + 1]!))),
      ...others.map((other, i) => ratioOf(rivals[i]!.what, own, other)),
      await measureBatches(),
    ];
  } finally {
    for (const peer of peers) peer.stop();
  }
}

const pytorchIsAbsent = "PyTorch is absent; Debian's packages are python3-torch and python3-torchvision";

async function measureBatches(): Promise<Measurement> {
  const peer = await startTraining('batch-peer.ts', '1');
  try {
    const [record] = await takeTurns([peer], batchPlan);
    return rateOf('Osteon, augmented batches', record!, [
      'one thread of its own; training waits when it is slower',
    ]);
  } finally {
    peer.stop();
  }
}

/** Training is no part of what this layer may import, and is measured as the others are: from outside. */
function startTraining(name: string, threadCount: string): Promise<Peer> {
  const loader = ['--import', import.meta.resolve('tsx/esm')];
  return Peer.start(process.execPath, [...loader, join(checkout, 'training/bench', name), threadCount], {
    TSX_TSCONFIG_PATH: join(checkout, 'training/tsconfig.json'),
  });
}

/**
 * Of the first two steps: the second's loss shows the first's gradients. From then on AdamW, for which a gradient's
 * sign counts more than its size, makes losses of what rounding made of zeros.
 */
const lossTolerances = [1e-4, 1e-2] as const;

function requireSameLosses(own: PeerRecord, other: PeerRecord): void {
  lossTolerances.forEach((tolerance, step) => {
    const [ours, theirs] = [own.results[step]!, other.results[step]!];
    if (Math.abs(ours - theirs) > tolerance * Math.abs(theirs))
      throw new AppError(
        'internal',
        `Step ${step + 1} has a loss of ${ours} here and of ${theirs} in PyTorch.`,
      );
  });
}

function rateOf(
  what: string,
  { milliseconds, peakMemoryMiB }: PeerRecord,
  remarks: readonly string[],
): Measurement {
  const samples = milliseconds.map((duration) => (1000 * batchSize) / duration);
  return { what: `${what}, batch 16 at 224x224`, unit: 'images/s', samples, peakMemoryMiB, remarks };
}

/** How many times as fast Osteon is, step by step. */
function ratioOf(what: string, own: PeerRecord, other: PeerRecord): Measurement {
  const samples = own.milliseconds.map((duration, i) => other.milliseconds[i]! / duration);
  return { what: `Osteon beside ${what}`, unit: 'times as fast', samples, peakMemoryMiB: null, remarks: [] };
}
