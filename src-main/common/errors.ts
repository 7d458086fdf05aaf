/**
 * Every way the product can fail that a person or a script can do something about.
 * The set is closed: windows, CSV rows, JSON lines and exit codes all branch on these words.
 */
export const errorCodes = [
  'file-not-found',
  'file-unreadable',
  'file-empty',
  'file-too-large',
  'file-changed',
  'folder-unreadable',
  'symlink-loop',
  'archive-damaged',
  'archive-unsupported',
  'archive-encrypted',
  'archive-password-wrong',
  'archive-too-deep',
  'archive-too-many-members',
  'archive-expands-too-far',
  'checksum-mismatch',
  'outside-medium',
  'not-an-image',
  'malformed-file',
  'truncated-file',
  'no-pixel-data',
  'missing-attribute',
  'invalid-attribute',
  'not-referable',
  'frame-out-of-range',
  'image-too-large',
  'too-many-frames',
  'too-many-elements',
  'nested-too-deep',
  'inflated-too-large',
  'too-many-scans',
  'unknown-transfer-syntax',
  'unsupported-transfer-syntax',
  'unsupported-pixel-format',
  'codec-failed',
  'decode-timed-out',
  'index-damaged',
  'index-locked',
  'index-unwritable',
  'agreement-unwritable',
  'keyring-unavailable',
  'unknown-study',
  'model-not-found',
  'model-card-invalid',
  'model-mismatch',
  'model-package-invalid',
  'model-package-untrusted',
  'provider-unavailable',
  'inference-failed',
  'engine-stopped',
  'engine-unavailable',
  'output-unwritable',
  'disk-full',
  'scan-unfinished',
  'scan-underway',
  'journal-mismatch',
  'journal-damaged',
  'installation-altered',
  'queue-unavailable',
  'queue-mismatch',
  'network-off',
  'node-unknown',
  'node-unreachable',
  'node-untrusted',
  'node-refused',
  'node-silent',
  'node-aborted',
  'node-nonsense',
  'listener-unavailable',
  'no-display',
  'runtime-unavailable',
  'unknown-image',
  'invalid-request',
  'invalid-settings',
  'settings-newer',
  'settings-too-large',
  'settings-unwritable',
  'policy-invalid',
  'locked-by-policy',
  'copy-failed',
  'no-printer',
  'print-failed',
  'cancelled',
  'internal',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** The plain-object form in which a failure crosses a process boundary or enters a report. */
export interface ErrorReport {
  readonly code: ErrorCode;
  /** One line for people; it never holds a path, a patient's name or a stack. */
  readonly message: string;
}

/** A failure with a code that callers may branch on; the message is for people. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}

/**
 * Flattens anything thrown; dicom-parser, for one, throws bare strings. What others wrote into a message of
 * theirs is kept, paths too: for the terminal of whoever started the program, see `toPageReport`.
 */
export function toErrorReport(thrown: unknown): ErrorReport {
  if (thrown instanceof AppError) return { code: thrown.code, message: oneLine(thrown.message) };
  return { code: 'internal', message: oneLine(thrown instanceof Error ? thrown.message : String(thrown)) };
}

/** As `toErrorReport`, for the page: of a failure that is not Osteon's own it keeps the errno word alone. */
export function toPageReport(thrown: unknown): ErrorReport {
  const report = toErrorReport(thrown);
  if (report.code !== 'internal') return report;
  const errno = typeof thrown === 'object' && thrown !== null && 'code' in thrown ? thrown.code : null;
  const word = typeof errno === 'string' && /^E[A-Z0-9]+$/.test(errno) ? ` (${errno})` : '';
  return { code: 'internal', message: `Something went wrong inside Osteon${word}.` };
}

/** The failure that a report came from, with its code, for callers that throw. */
export function fromErrorReport(report: ErrorReport): AppError {
  return new AppError(report.code, report.message);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
