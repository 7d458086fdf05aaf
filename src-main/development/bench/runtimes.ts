import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '#common/errors';
import { preprocess } from '#common/imaging/preprocess';
import { decodeFrame } from '#node/decode/decode-frame';
import { loadModel, type StoredModel } from '#node/inference/model-store';
import { runNetwork } from '#node/inference/network';
import { openSession, type OnnxSession } from '#node/inference/onnx-session';
import { modelDirectory, peersDirectory, samplesDirectory } from './checkout.ts';
import type { Measurement } from './measurement.ts';
import { listVersions, Peer, takeTurns, type PeerRecord, type Turn, type TurnTaker } from './peer.ts';
import { findPython } from './python.ts';
import { requireQuietMachine, watchOthers } from './quiet.ts';

const threads = 2;
const plan = { turns: 10, warmUps: 2, rounds: 20 } as const;

interface Rival {
  readonly what: string;
  readonly program: string;
  readonly parameters: readonly string[];
  /** Python's names of what the program imports, and Debian's packages that have them. */
  readonly modules: readonly string[];
  readonly packages: string;
}

const pytorch = {
  program: 'infer_torch.py',
  modules: ['torch', 'onnx'],
  packages: 'python3-torch and python3-onnx',
};
const rivals: readonly Rival[] = [
  { what: 'PyTorch', ...pytorch, parameters: ['contiguous'] },
  { what: 'PyTorch, channels last', ...pytorch, parameters: ['channels-last'] },
  {
    what: 'OpenCV-DNN',
    program: 'infer_opencv.py',
    parameters: [],
    modules: ['cv2', 'onnx'],
    packages: 'python3-opencv and python3-onnx',
  },
];

/**
 * The shipped network alone, one film at its input size on two threads, in turns with PyTorch and OpenCV-DNN on the
 * same weights where those are installed.
 *
 * @throws AppError `runtime-unavailable` on a machine that does other work, `internal` where the logits disagree.
 */
export async function measureRuntimes(): Promise<readonly Measurement[]> {
  const model = await loadModel(modelDirectory);
  const pixels = await sampleInput(model);
  const folder = await mkdtemp(join(tmpdir(), 'osteon-bench-'));
  const pixelsFile = join(folder, 'pixels.f32');
  const peers: Peer[] = [];
  await requireQuietMachine();
  const session = await openSession(model.onnx, { provider: 'cpu', threads });
  try {
    await writeFile(pixelsFile, pixels);
    const [present, absent] = await startRivals(model, pixelsFile, peers);
    const own = takeOwnTurns(session, model, pixels);
    const watched = watchOthers();
    const [ours, ...theirs] = (await takeTurns([own, ...peers], plan)) as [PeerRecord, ...PeerRecord[]];
    const disturbed = watched().map((other) => `meanwhile ${other} of a core`);
    theirs.forEach((record, i) => requireSameLogit(present[i]!, ours, record));
    const size = `${model.card.input.columns}x${model.card.input.rows}`;
    return [
      durationOf(`Osteon, the network at ${size}`, ours, [...absent, ...disturbed]),
      ...theirs.map((record, i) =>
        durationOf(`${present[i]!.what}, the network at ${size}`, record, listVersions(peers[i]!)),
      ),
    ];
  } finally {
    for (const peer of peers) peer.stop();
    await session.release();
    await rm(folder, { recursive: true, force: true });
  }
}

/** A film of the sample study as the network gets it. */
async function sampleInput({ card }: StoredModel): Promise<Float32Array> {
  const frame = await decodeFrame(await readFile(join(samplesDirectory, 'phantom-fracture.dcm')), 0);
  return preprocess(frame, card.input).pixels;
}

/** Starts, into `peers`, the rivals that are installed; says of the others what they would need. */
async function startRivals(
  { card }: StoredModel,
  pixelsFile: string,
  peers: Peer[],
): Promise<readonly [present: readonly Rival[], absent: readonly string[]]> {
  const present: Rival[] = [];
  const absent: string[] = [];
  for (const rival of rivals) {
    const python = findPython(rival.modules);
    if (python === null) {
      absent.push(`${rival.what} is absent; it needs Debian's ${rival.packages}`);
      continue;
    }
    const given = [
      join(modelDirectory, card.onnx.file),
      pixelsFile,
      String(card.input.rows),
      ...rival.parameters,
    ];
    peers.push(await Peer.start(python, [join(peersDirectory, rival.program), ...given, String(threads)]));
    present.push(rival);
  }
  return [present, absent];
}

/** The product's own session, in this process. */
function takeOwnTurns(session: OnnxSession, { card }: StoredModel, pixels: Float32Array): TurnTaker {
  return {
    async take(rounds): Promise<Turn> {
      const milliseconds: number[] = [];
      const results: number[] = [];
      for (let round = 0; round < rounds; round++) {
        const start = performance.now();
        results.push((await runNetwork(session, card, pixels)).logit);
        milliseconds.push(performance.now() - start);
      }
      return { milliseconds, results, peakMemoryMiB: process.resourceUsage().maxRSS / 1024 };
    },
  };
}

function requireSameLogit({ what }: Rival, own: PeerRecord, other: PeerRecord): void {
  const [ours, theirs] = [own.results[0]!, other.results[0]!];
  if (Math.abs(ours - theirs) > 1e-3)
    throw new AppError('internal', `The film's logit is ${ours} here and ${theirs} in ${what}.`);
}

function durationOf(
  what: string,
  { milliseconds, results, peakMemoryMiB }: PeerRecord,
  remarks: readonly string[],
): Measurement {
  const logit = `logit ${results[0]!.toFixed(5)}`;
  return { what, unit: 'ms', samples: milliseconds, peakMemoryMiB, remarks: [logit, ...remarks] };
}
