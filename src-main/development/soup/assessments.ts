/** What a package is for, how it could do harm, and what contains that. */
export interface Assessment {
  readonly purpose: string;
  readonly risk: string;
  readonly containedBy: string;
  /** Ids of docs/risks.md. */
  readonly risks: readonly string[];
}

const codec = (format: string): Assessment => ({
  purpose: `Decodes ${format}`,
  risk: 'Wrong pixels; memory errors by a hostile file',
  containedBy:
    'WebAssembly with 1 GiB at most, in a worker thread of the engine process, with a limit of time; pixels compared with reference files',
  risks: ['R5', 'R11'],
});
const text = (purpose: string): Assessment => ({
  purpose,
  risk: 'A garbled line in a terminal',
  containedBy: 'Draws the progress of commands alone; no result passes through it',
  risks: [],
});

/** One row for every package that ships; a test holds the two lists to each other. */
export const assessments: Readonly<Record<string, Assessment>> = {
  '@cornerstonejs/codec-charls': codec('JPEG-LS'),
  '@cornerstonejs/codec-libjpeg-turbo-8bit': codec('JPEG baseline of 8 bits'),
  '@cornerstonejs/codec-openjpeg': codec('JPEG 2000'),
  '@cornerstonejs/codec-openjph': codec('High-Throughput JPEG 2000'),
  '@lucide/svelte': {
    purpose: 'Icons of the window',
    risk: 'A wrong or missing icon',
    containedBy: 'Every button has a name in words, which accessibility tests ask for',
    risks: [],
  },
  '@zip.js/zip.js': {
    purpose: 'Decrypts members of encrypted ZIP archives',
    risk: 'Wrong bytes; memory without bound',
    containedBy: 'Sizes are bounded and the checksum of each member is compared; never unpacked to disk',
    risks: ['R11'],
  },
  'ansi-regex': text('Finds colours in terminal text'),
  'cli-progress': text('The progress bar of commands'),
  'emoji-regex': text('Width of characters in a terminal'),
  'is-fullwidth-code-point': text('Width of characters in a terminal'),
  'string-width': text('Width of characters in a terminal'),
  'strip-ansi': text('Takes colours out of terminal text'),
  clsx: {
    purpose: 'Joins class names in components',
    risk: 'A style is missing',
    containedBy: 'Nothing that is measured, judged or named depends on a class name',
    risks: [],
  },
  commander: {
    purpose: 'Arguments of the command `osteon`',
    risk: 'An option is taken for another',
    containedBy: 'Commands are tested as processes, with their exit codes',
    risks: ['R8'],
  },
  'cornerstone-core': {
    purpose: 'Paints a film on a canvas: zoom, pan, turn',
    risk: 'Legacy and unmaintained: nobody mends a flaw. Wrong pixels or geometry',
    containedBy:
      'Gets 8-bit pixels that the pipeline of Osteon made and does no windowing; tested pixel by pixel in a real window; can be replaced behind its door',
    risks: ['R5', 'R13'],
  },
  'csv-parse': {
    purpose: 'Reads reports to merge, resume and print them',
    risk: 'A row is lost or shifted',
    containedBy: 'Rows are checked by a schema; tests read back what was written',
    risks: ['R8'],
  },
  'csv-stringify': {
    purpose: 'Writes reports and the agreement log as CSV',
    risk: 'A row is lost; a cell runs as a formula in a spreadsheet',
    containedBy: 'Tests read back what was written; what would be a formula is escaped in the agreement log',
    risks: ['R8'],
  },
  dcmjs: {
    purpose: 'Writes DICOM objects; the dictionary of attributes',
    risk: 'An object that is not valid, or names another patient',
    containedBy:
      'Never reads a file; what it wrote is read back by our parser and by other programs in tests',
    risks: ['R7'],
  },
  'dicom-character-set': {
    purpose: 'Text of DICOM attributes to Unicode',
    risk: 'A garbled name: the patient is not recognised',
    containedBy: 'The examples of PS3.5 annexes H to K are tests; what is not defined is shown as U+FFFD',
    risks: ['R7'],
  },
  'dicom-parser': {
    purpose: 'Bytes of a DICOM file to elements',
    risk: 'Wrong values; a hang or memory without bound by a hostile file',
    containedBy: 'Budgets of elements, nesting and size around it; runs outside the window; fuzzed',
    risks: ['R5', 'R7', 'R11'],
  },
  'fast-png': {
    purpose: 'Writes PNG pictures and values of 16 bits',
    risk: 'Saved values that are not those of the film',
    containedBy: 'Tests read saved files back, value by value',
    risks: ['R5'],
  },
  fflate: {
    purpose: 'Inflates and deflates: deflated DICOM, ZIP, PNG, model packages',
    risk: 'Wrong bytes; memory without bound',
    containedBy: 'Inflated size is bounded first; checksums of archives are compared; fuzzed',
    risks: ['R11'],
  },
  hersheytext: {
    purpose: 'Strokes of the letters burned into secondary captures',
    risk: 'A letter is misread',
    containedBy: 'Data alone, none of its code ships; end-to-end tests save such pictures',
    risks: ['R1'],
  },
  iobuffer: {
    purpose: 'The buffer that fast-png writes into',
    risk: 'Saved values that are not those of the film',
    containedBy: 'Tests read saved files back, value by value',
    risks: ['R5'],
  },
  'lru-cache': {
    purpose: 'Keeps decoded frames and open archives in memory',
    risk: "Another film's frame is given",
    containedBy:
      'Keys are opaque ids of images, and a file that changed is refused; end-to-end tests compare pixels',
    risks: ['R7'],
  },
  'node-sqlite3-wasm': {
    purpose: 'The index of studies: SQLite as WebAssembly',
    risk: 'Notes or verdicts are lost; a verdict under another film',
    containedBy: 'One door; damage is found and the file set aside; tests kill the process while it writes',
    risks: ['R7', 'R12'],
  },
  'onnxruntime-common': {
    purpose: 'Tensors of onnxruntime-node',
    risk: 'Wrong numbers',
    containedBy: 'The reference output of the model card at each start',
    risks: ['R10'],
  },
  'onnxruntime-node': {
    purpose: 'Runs the network; the only native code but Electron',
    risk: 'Wrong numbers; a crash; telemetry; memory errors by a hostile model',
    containedBy:
      'The reference output of the model card at each start; a process apart that is started again; telemetry off; models verified and walked without native code first',
    risks: ['R2', 'R9', 'R10', 'R12'],
  },
  pend: {
    purpose: 'Counts what yauzl still waits for',
    risk: 'A member of an archive is not listed',
    containedBy: 'Archives are tested by their list of members',
    risks: ['R8'],
  },
  piscina: {
    purpose: 'Worker threads for decoding',
    risk: "One film's result is given for another; a thread hangs",
    containedBy: 'One door; limits of time stop a thread; frames are compared by pixel in tests',
    risks: ['R7', 'R11'],
  },
  svelte: {
    purpose: 'Components of the window',
    risk: 'What is shown lags behind what is known; script in a text',
    containedBy:
      'Component and end-to-end tests; no {@html}; content security policy without scripts of a page',
    risks: ['R7', 'R11'],
  },
  valibot: {
    purpose: 'Checks what crosses a process boundary or comes from a file',
    risk: 'A wrong value is let in',
    containedBy: 'Every call of the contract is tried with hostile values in a real window',
    risks: ['R9', 'R11'],
  },
  yauzl: {
    purpose: 'Directories of ZIP archives',
    risk: 'A member is lost; a name leads out',
    containedBy: 'Nothing is unpacked to disk; members, depth and ratio are bounded; fuzzed',
    risks: ['R8', 'R11'],
  },
};

/** What packages carry in compiled form, and the file of theirs that holds its version as text. */
export const embedded = [
  {
    name: 'CharLS',
    version: '2.4.4',
    within: '@cornerstonejs/codec-charls',
    file: 'dist/charlswasm_decode.wasm',
  },
  {
    name: 'libjpeg-turbo',
    version: '3.2.0',
    within: '@cornerstonejs/codec-libjpeg-turbo-8bit',
    file: 'dist/libjpegturbowasm.wasm',
  },
  {
    name: 'OpenJPEG',
    version: '2.5.4',
    within: '@cornerstonejs/codec-openjpeg',
    file: 'dist/openjpegwasm.wasm',
  },
  { name: 'SQLite', version: '3.53.4', within: 'node-sqlite3-wasm', file: 'dist/node-sqlite3-wasm.wasm' },
] as const;
