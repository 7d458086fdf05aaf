import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Turn, TurnTaker } from './peer.ts';

/** A program that decodes one DICOM file into another. */
interface Decoder {
  readonly toolkit: 'DCMTK' | 'GDCM';
  /** Debian's. */
  readonly packageName: string;
  readonly command: readonly [string, ...string[]];
  /** The transfer syntaxes that it is there for. */
  readonly syntaxes: RegExp;
}

const root = '^1\\.2\\.840\\.10008\\.1\\.2\\.';
const decoders: readonly Decoder[] = [
  { toolkit: 'DCMTK', packageName: 'dcmtk', command: ['dcmdrle'], syntaxes: new RegExp(`${root}5$`) },
  {
    toolkit: 'DCMTK',
    packageName: 'dcmtk',
    command: ['dcmdjpeg'],
    syntaxes: new RegExp(`${root}4\\.(50|51|53|55|57|70)$`),
  },
  {
    toolkit: 'DCMTK',
    packageName: 'dcmtk',
    command: ['dcmdjpls'],
    syntaxes: new RegExp(`${root}4\\.8[01]$`),
  },
  {
    toolkit: 'GDCM',
    packageName: 'libgdcm-tools',
    command: ['gdcmconv', '--raw'],
    syntaxes: new RegExp(`${root}(5|4\\.(50|51|57|70|80|81|90|91))$`),
  },
];

/** The programs that decode a file, and for each that cannot a line that says so. */
export function decodersOf(
  { file, uid }: { readonly file: string; readonly uid: string },
  folder: string,
): readonly [present: readonly CommandPeer[], absent: readonly string[]] {
  const present: CommandPeer[] = [];
  const absent: string[] = [];
  for (const { toolkit, packageName, command, syntaxes } of decoders) {
    if (!syntaxes.test(uid)) continue;
    const what = `${toolkit}'s ${command[0]}`;
    const peer = new CommandPeer(what, command, file, join(folder, command[0]));
    const { error, status } = peer.run();
    if (error) absent.push(`${what} is absent; Debian's package is ${packageName}`);
    else if (status !== 0) absent.push(`${what} does not decode this file`);
    else present.push(peer);
  }
  return [present, absent];
}

/**
 * Measures a program from outside: what it takes to decode a file, less what it takes to copy its own result, which
 * is as long to start and to write.
 */
export class CommandPeer implements TurnTaker {
  readonly what: string;
  readonly #command: readonly [string, ...string[]];
  readonly #input: string;
  readonly #decoded: string;
  readonly #copy: string;

  /** @param stem Of the files that it writes. */
  constructor(what: string, command: readonly [string, ...string[]], input: string, stem: string) {
    this.what = what;
    this.#command = command;
    this.#input = input;
    this.#decoded = `${stem}-decoded.dcm`;
    this.#copy = `${stem}-copy.dcm`;
  }

  /** Decodes once. */
  run(): { readonly error?: Error; readonly status: number | null } {
    return this.#spawn(this.#input, this.#decoded);
  }

  /** Memory is not read: it is of a process that has ended. */
  take(rounds: number): Promise<Turn> {
    const milliseconds = Array.from({ length: rounds }, () => {
      const start = performance.now();
      this.#spawn(this.#input, this.#decoded);
      const between = performance.now();
      this.#spawn(this.#decoded, this.#copy);
      return between - start - (performance.now() - between);
    });
    return Promise.resolve({ milliseconds, results: [], peakMemoryMiB: 0 });
  }

  #spawn(input: string, output: string): { readonly error?: Error; readonly status: number | null } {
    const [program, ...parameters] = this.#command;
    return spawnSync(program, [...parameters, input, output], { stdio: 'ignore' });
  }
}
