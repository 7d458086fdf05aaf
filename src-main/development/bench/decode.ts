import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { transferSyntaxOf } from '#common/dicom/transfer-syntax';
import { toErrorReport } from '#common/errors';
import { storedFrameDecoder } from '#node/decode/dicom-file';
import { checkout, measuredFiles, measuredPath } from './checkout.ts';
import { resolveElectron } from '../electron-runtime.ts';
import { decodersOf, type CommandPeer } from './decode-commands.ts';
import { quantile, type Measurement } from './measurement.ts';
import { listVersions, Peer, takeTurns, type PeerRecord } from './peer.ts';
import { watchOthers } from './quiet.ts';

const plan = { turns: 5, warmUps: 2, rounds: 1 } as const;
const coldStarts = 5;
/** Of the first look at a film: one value for 4 x 4 pixels. */
const reduction = 4;
/** Below this a program's start is all that its time tells. */
const leastMegapixels = 0.2;

/** The largest file of a transfer syntax that decodes. */
interface Specimen {
  readonly file: string;
  readonly uid: string;
  readonly megapixels: number;
}

/**
 * Decoding by transfer syntax, in turns with the programs of DCMTK and GDCM where they are installed, and the
 * first look at a full-size film.
 *
 * @throws AppError `file-not-found` where the reference files are absent.
 */
export async function measureDecoding(): Promise<readonly Measurement[]> {
  const folder = await mkdtemp(join(tmpdir(), 'osteon-decode-'));
  const runtime = await findRuntime();
  const measurements: Measurement[] = [];
  try {
    for (const specimen of await findSpecimens(measuredPath(measuredFiles.dicom)))
      measurements.push(await measureSyntax(specimen, runtime, folder));
    const hand = measuredPath(measuredFiles.hand);
    return [...measurements, await measureColdLook(hand, runtime), await measureWarmLook(hand, runtime)];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function findSpecimens(folder: string): Promise<readonly Specimen[]> {
  const rows = parse(readFileSync(join(folder, 'manifest.csv')), { columns: true }) as Record<
    string,
    string
  >[];
  const candidates = rows
    .filter((row) => row['has_pixels'] === '1' && row['transfer_syntax'] !== '')
    .map((row) => ({
      file: join(folder, row['file']!),
      uid: row['transfer_syntax']!,
      megapixels:
        (Number(row['rows']) * Number(row['columns']) * (Number.parseInt(row['frames']!, 10) || 1)) / 1e6,
    }))
    .sort((a, b) => b.megapixels - a.megapixels);
  const largest = new Map<string, Specimen>();
  for (const candidate of candidates)
    if (!largest.has(candidate.uid) && (await decodes(candidate.file))) largest.set(candidate.uid, candidate);
  return [...largest.values()].sort((a, b) => a.uid.localeCompare(b.uid, 'en', { numeric: true }));
}

async function decodes(file: string): Promise<boolean> {
  try {
    await storedFrameDecoder(readFileSync(file))(0);
    return true;
  } catch {
    return false;
  }
}

async function measureSyntax(specimen: Specimen, runtime: Runtime, folder: string): Promise<Measurement> {
  const { file, uid, megapixels } = specimen;
  const own = await startOwn(runtime, file);
  try {
    const [rivals, absent] = megapixels < leastMegapixels ? [[], []] : decodersOf(specimen, folder);
    const watched = watchOthers();
    const [ours, ...theirs] = (await takeTurns([own, ...rivals], plan)) as [PeerRecord, ...PeerRecord[]];
    const rate = ({ milliseconds }: PeerRecord) => milliseconds.map((each) => (1000 * megapixels) / each);
    return {
      what: `${transferSyntaxOf(uid).name} (${uid}), ${megapixels.toPrecision(3)} megapixels`,
      unit: 'MP/s',
      samples: rate(ours),
      peakMemoryMiB: ours.peakMemoryMiB,
      remarks: [
        ...listVersions(own),
        ...theirs.map((record, i) => compare(rivals[i]!, ours, record, megapixels)),
        ...absent,
        ...watched().map((other) => `meanwhile ${other} of a core`),
      ],
    };
  } finally {
    own.stop();
  }
}

/** In medians; a program whose decoding cannot be told from its start and its writing gets no ratio. */
function compare(rival: CommandPeer, ours: PeerRecord, theirs: PeerRecord, megapixels: number): string {
  const [own, other] = [quantile(ours.milliseconds, 0.5), quantile(theirs.milliseconds, 0.5)];
  if (other <= 0) return `${rival.what}: too fast to be told from its start and its writing`;
  const rate = ((1000 * megapixels) / other).toPrecision(3);
  return `${rival.what}: ${rate} MP/s; Osteon takes ${(own / other).toPrecision(3)} times as long`;
}

/** Each sample is the first decoding of a new process, whose start is not counted but whose codec's is. */
async function measureColdLook(file: string, runtime: Runtime): Promise<Measurement> {
  const samples: number[] = [];
  let peakMemoryMiB = 0;
  for (let start = 0; start < coldStarts; start++) {
    const peer = await startOwn(runtime, file, reduction);
    const turn = await peer.take(1);
    peer.stop();
    samples.push(...turn.milliseconds);
    peakMemoryMiB = Math.max(peakMemoryMiB, turn.peakMemoryMiB);
  }
  const what = 'the full-size hand at a quarter of its size, the first decoding of a process';
  return { what, unit: 'ms', samples, peakMemoryMiB, remarks: [] };
}

async function measureWarmLook(file: string, runtime: Runtime): Promise<Measurement> {
  const peer = await startOwn(runtime, file, reduction);
  try {
    const [record] = await takeTurns([peer], { ...plan, rounds: 3 });
    const { milliseconds, peakMemoryMiB } = record!;
    const what = 'the full-size hand at a quarter of its size, the codec warm';
    return { what, unit: 'ms', samples: milliseconds, peakMemoryMiB, remarks: [] };
  } finally {
    peer.stop();
  }
}

interface Runtime {
  readonly executable: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** The app decodes inside Electron, whose V8 is not Node's; without one, Node stands in for it. */
async function findRuntime(): Promise<Runtime> {
  const environment = { TSX_TSCONFIG_PATH: join(checkout, 'src-main/development/tsconfig.json') };
  try {
    const { executable } = await resolveElectron(checkout);
    return { executable, environment: { ...environment, ELECTRON_RUN_AS_NODE: '1' } };
  } catch (thrown) {
    console.error(`Measured in Node: ${toErrorReport(thrown).message}`);
    return { executable: process.execPath, environment };
  }
}

function startOwn({ executable, environment }: Runtime, file: string, wished = 1): Promise<Peer> {
  const program = join(import.meta.dirname, 'decode-peer.ts');
  const loader = ['--import', import.meta.resolve('tsx/esm')];
  return Peer.start(executable, [...loader, program, file, `${wished}`], environment);
}
