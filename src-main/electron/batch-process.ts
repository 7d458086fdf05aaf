import { constants, setPriority } from 'node:os';
import type { BatchProgress } from '#common/batch/batch-progress';
import { toPageReport } from '#common/errors';
import { BatchControl } from '#node/batch/batch-control';
import { conductBatch, withBatchServices, type BatchRequest } from '#node/batch/conduct-batch';
import type { JudgedFilm } from '#node/batch/journal-records';
import { verifyInstallation } from './verify-installation.ts';
import { makeReport } from '#node/report/make-report';
import type { BatchCommand, BatchMessage, ReportRequest } from './batch-messages.ts';

/** News are told together, so often a second that they look live. */
const newsMilliseconds = 200;

const control = new BatchControl();
const post = (message: BatchMessage): void => process.parentPort.postMessage(message);
let films: JudgedFilm[] = [];
let progress: BatchProgress | null = null;

process.parentPort.on('message', ({ data }: { data: BatchCommand }) => {
  if (data.kind === 'begin') void conduct(data.request);
  else if (data.kind === 'report') void report(data.request);
  else if (data.kind === 'pause') control.pause();
  else if (data.kind === 'goOn') control.resume();
  else control.cancel();
});

async function conduct(request: BatchRequest): Promise<void> {
  // Whoever reads meanwhile goes first.
  setPriority(constants.priority.PRIORITY_LOW);
  const telling = setInterval(tell, newsMilliseconds);
  const listeners = {
    onProgress: (now: BatchProgress) => (progress = now),
    onFilm: (film: JudgedFilm) => films.push(film),
    onDiskFull: () => post({ kind: 'diskFull' }),
  };
  const error = await verifyInstallation()
    .then(() => conductBatch(request, control, listeners))
    .then(
      () => null,
      (thrown: unknown) => toPageReport(thrown),
    );
  clearInterval(telling);
  tell();
  post({ kind: 'ended', error });
}

async function report({
  films: rows,
  withIdentity,
  language,
  ...installation
}: ReportRequest): Promise<void> {
  setPriority(constants.priority.PRIORITY_LOW);
  try {
    const wishes = { withIdentity, language };
    const make = (services: Parameters<typeof makeReport>[2]) => makeReport(rows, wishes, services);
    post({ kind: 'report', html: await withBatchServices(installation, make) });
  } catch (thrown) {
    post({ kind: 'ended', error: toPageReport(thrown) });
  }
}

function tell(): void {
  if (films.length > 0) post({ kind: 'films', films });
  if (progress !== null) post({ kind: 'progress', progress });
  [films, progress] = [[], null];
}
