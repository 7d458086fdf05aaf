import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Voi } from '#common/imaging/voi';
import { isCommand } from '../system-libraries.ts';

/** What DCMTK made of the first frame of a file, or why it made nothing. */
export type DcmtkPicture =
  | { readonly columns: number; readonly rows: number; readonly samples: Uint8Array }
  | { readonly refusal: string };

/** The tool that reads a transfer syntax, by what its UID ends in; plain dcm2pnm knows the uncompressed and RLE. */
const tools: readonly (readonly [uid: RegExp, tool: string])[] = [
  [/\.4\.8[01]$/, 'dcml2pnm'],
  [/\.4\.(5\d|70)$/, 'dcmj2pnm'],
];
const jpeg2000 = /\.4\.(9[0-3]|20[1-5])$/;
const timeLimit = 60_000;

/** What renders and unpacks for the comparison, and Debian's packages of it. */
export const renderingPackages = { dcm2pnm: 'dcmtk', gdcmconv: 'libgdcm-tools' } as const;

export type RenderingTool = keyof typeof renderingPackages;

/** The tools of the comparison that are not installed. */
export function missingRenderingTools(): readonly RenderingTool[] {
  const names = Object.keys(renderingPackages) as RenderingTool[];
  return names.filter((name) => !isCommand(name));
}

/**
 * Renders the first frame by DCMTK under the same values of interest and without overlays. JPEG 2000, which no
 * tool of DCMTK reads, is unpacked by GDCM before.
 */
export function dcmtkPicture(path: string, transferSyntaxUid: string | null, voi: Voi): DcmtkPicture {
  const folder = mkdtempSync(join(tmpdir(), 'osteon-dcmtk-'));
  try {
    const file = jpeg2000.test(transferSyntaxUid ?? '') ? unpacked(path, folder) : path;
    if (file === null) return { refusal: 'GDCM does not unpack it' };
    const tool = tools.find(([uid]) => uid.test(transferSyntaxUid ?? ''))?.[1] ?? 'dcm2pnm';
    const picture = join(folder, 'picture.pgm');
    const options = ['-q', '-O', '+op', ...voiOptions(voi)];
    const { status, stderr } = run(tool, [...options, file, picture]);
    if (status !== 0) return { refusal: `${tool} refuses it${firstLine(stderr)}` };
    return readPgm(readFileSync(picture)) ?? { refusal: `${tool} makes colour of it` };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Whether the file gives attributes of the greyscale the VR UN, under which DCMTK does not read them. */
export function hidesGreyscale(path: string): boolean {
  const { stdout } = run('dcmdump', [
    '-q',
    ...['1050', '1051', '1052', '1053'].flatMap((one) => ['+P', `0028,${one}`]),
    path,
  ]);
  return / UN /.test(stdout);
}

function unpacked(path: string, folder: string): string | null {
  const file = join(folder, 'unpacked.dcm');
  return run('gdcmconv', ['--raw', path, file]).status === 0 ? file : null;
}

function run(tool: string, parameters: readonly string[]) {
  return spawnSync(tool, parameters, { timeout: timeLimit, encoding: 'utf8' });
}

/** DCMTK counts tables from 1; its own window of two numbers is LINEAR unless told otherwise. */
function voiOptions(voi: Voi): readonly string[] {
  if (voi.kind === 'table') return ['+Wl', String(voi.index + 1)];
  const shape = voi.function === 'SIGMOID' ? '+Wfs' : '+Wfl';
  return ['+Ww', String(voi.center), String(voi.width), shape];
}

/** A binary greymap of one byte a sample (`P5`); null for anything else. */
function readPgm(bytes: Buffer): Extract<DcmtkPicture, { readonly samples: unknown }> | null {
  const header = /^P5\s+(?:#[^\n]*\n\s*)*(\d+)\s+(\d+)\s+255\s/.exec(
    bytes.subarray(0, 512).toString('latin1'),
  );
  if (!header) return null;
  const [columns, rows] = [Number(header[1]), Number(header[2])];
  const samples = new Uint8Array(bytes.subarray(header[0].length));
  return samples.length === rows * columns ? { rows, columns, samples } : null;
}

function firstLine(text: string): string {
  const line = text.split('\n').find((one) => one.trim() !== '');
  return line ? `: ${line.trim()}` : '';
}
