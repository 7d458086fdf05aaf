import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { AppError } from '#common/errors';
import { calibratedProbability } from '#common/model/calibration';
import { decodeFrame } from '#node/decode/decode-frame';
import { loadModelCard, modelCardFile } from '#node/inference/model-store';
import { handFilm, numberedFilm } from '../hand-film.ts';
import { writeDicom } from '../write-dicom.ts';
import { commandLineFile, measuredFiles, measuredPath, modelDirectory, peersDirectory } from './checkout.ts';
import { quantile, type Measurement } from './measurement.ts';
import { findPython } from './python.ts';

/** What a scan by either took, in seconds and MiB, and the probability of each film by its path. */
interface Scan {
  readonly seconds: number;
  readonly peakMemoryMiB: number;
  readonly probabilities: ReadonlyMap<string, number>;
}

const turns = 2;

/**
 * `osteon scan` beside a plain script in Python, in turns, over FracAtlas repeated under new ids, every second film
 * as DICOM: start, model, journal and report included.
 */
export async function measureScanBesidePython(films: number): Promise<readonly Measurement[]> {
  const python = findPython(['cv2', 'onnx', 'pydicom']);
  const folder = mkdtempSync(join(tmpdir(), 'osteon-beside-'));
  try {
    mkdirSync(join(folder, 'films'));
    await writeFilms(join(folder, 'films'), films);
    const [own, peer]: [Scan[], Scan[]] = [[], []];
    for (let turn = 0; turn < turns; turn++) {
      own.push(await scanByOsteon(folder));
      if (python !== null) peer.push(await scanByPython(folder, python));
    }
    return summary(films, own, peer);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function summary(films: number, own: readonly Scan[], peer: readonly Scan[]): readonly Measurement[] {
  const what = `${films} films of FracAtlas under new ids, half of them DICOM, start included`;
  const rate = ({ seconds }: Scan): number => films / seconds;
  const measured = (who: string, scans: readonly Scan[], remarks: readonly string[]): Measurement => ({
    ...{ what: `${who}, ${what}`, unit: 'images/s', samples: scans.map(rate), remarks },
    peakMemoryMiB: Math.max(...scans.map(({ peakMemoryMiB }) => peakMemoryMiB)),
  });
  if (peer.length === 0)
    return [measured('osteon scan', own, ['no peer: python3-opencv, -onnx or -pydicom is absent'])];
  const differences = [...own[0]!.probabilities].map(([path, probability]) =>
    Math.abs(probability - (peer[0]!.probabilities.get(path) ?? NaN)),
  );
  const median = quantile(differences, 0.5).toExponential(1);
  return [
    measured('osteon scan', own, []),
    measured('Python, pydicom and OpenCV-DNN in batches of 16', peer, [
      `probabilities differ from osteon's by ${median} in the median of ${differences.length} films`,
    ]),
    {
      ...{ what: `osteon scan beside Python, ${what}`, unit: 'times as fast', peakMemoryMiB: null },
      ...{ samples: own.map((scan, turn) => rate(scan) / rate(peer[turn]!)), remarks: [] },
    },
  ];
}

async function writeFilms(folder: string, count: number): Promise<void> {
  const fracAtlas = measuredPath(measuredFiles.fracAtlas);
  const rows = parse(readFileSync(join(fracAtlas, 'manifest.csv')), { columns: true }) as { file: string }[];
  for (let film = 0; film < count; film++) {
    const number = String(1_000_000 + film);
    const jpeg = readFileSync(join(fracAtlas, 'images', rows[film % rows.length]!.file));
    if (film % 2 === 0) writeFileSync(join(folder, `${number}.jpg`), commented(jpeg, number));
    else writeFileSync(join(folder, `${number}.dcm`), await dicomOf(jpeg, number));
  }
}

/** The same picture in other bytes: a comment (ITU-T T.81 B.2.4.5) behind the first marker. */
function commented(jpeg: Buffer, text: string): Buffer {
  const segment = Buffer.from([0xff, 0xfe, 0, text.length + 2]);
  return Buffer.concat([jpeg.subarray(0, 2), segment, Buffer.from(text), jpeg.subarray(2)]);
}

async function dicomOf(jpeg: Uint8Array, number: string): Promise<Uint8Array> {
  const { description, storedValues } = await decodeFrame(jpeg, 0);
  const { rows, columns, samplesPerPixel } = description.pixels;
  // What is grey has the same value in all samples.
  const grey = Uint8Array.from({ length: rows * columns }, (_, at) => storedValues[at * samplesPerPixel]!);
  const depth = { BitsAllocated: 8, BitsStored: 8, HighBit: 7 };
  return writeDicom(handFilm({ ...numberedFilm(number), Rows: rows, Columns: columns, ...depth }), grey);
}

async function scanByOsteon(folder: string): Promise<Scan> {
  const out = join(folder, 'osteon.csv');
  const args = [commandLineFile, 'scan', join(folder, 'films'), '--out', out];
  const { seconds, printed } = await timed(process.execPath, args);
  const rows = parse(readFileSync(out), { columns: true }) as { path: string; probability: string }[];
  const judged = rows.filter(({ probability }) => probability !== '');
  return {
    seconds,
    peakMemoryMiB: Number(/peak memory ([\d.]+) MiB/.exec(printed)?.[1] ?? NaN),
    probabilities: new Map(judged.map(({ path, probability }) => [path, Number(probability)])),
  };
}

async function scanByPython(folder: string, python: string): Promise<Scan> {
  const out = join(folder, 'python.csv');
  const card = await loadModelCard(modelDirectory);
  const { seconds, printed } = await timed(python, [
    join(peersDirectory, 'scan_opencv.py'),
    join(modelDirectory, card.onnx.file),
    join(modelDirectory, modelCardFile),
    ...[join(folder, 'films'), out, String(availableParallelism())],
  ]);
  const { peakMemoryMiB } = JSON.parse(printed.trim().split('\n').at(-1)!) as { peakMemoryMiB: number };
  const rows = parse(readFileSync(out)) as [string, string][];
  const probability = (logit: string): number => calibratedProbability(Number(logit), card.calibration);
  return {
    ...{ seconds, peakMemoryMiB },
    probabilities: new Map(rows.map(([path, logit]) => [path, probability(logit)])),
  };
}

function timed(file: string, args: readonly string[]): Promise<{ seconds: number; printed: string }> {
  const start = performance.now();
  // Python would leave compiled copies of the peers in the checkout.
  const env = { ...process.env, PYTHONDONTWRITEBYTECODE: '1' };
  const child = spawn(file, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  child.stdout.on('data', (text: Buffer) => (printed += text.toString()));
  child.stderr.on('data', (text: Buffer) => (printed += text.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) => {
      if (status === 0) resolve({ seconds: (performance.now() - start) / 1000, printed });
      else reject(new AppError('internal', `A scan ended with ${status}: ${printed.slice(-2000)}`));
    });
  });
}
