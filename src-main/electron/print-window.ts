import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { BrowserWindow, session, type WebContents } from 'electron';
import type { Handlers } from '#common/contract/ipc';
import { AppError } from '#common/errors';
import { printMarkup, printStyle } from '#common/print/print-page';
import type { PrintJob } from '#common/print/sheet';
import { refuseInputs } from '#node/cli/output-guard';
import { writeOutput } from '#node/report/write-output';
import type { Dialogs } from './dialogs.ts';
import type { ImageTable } from './image-table.ts';
import { pageOrigin, pageScheme } from './page-origin.ts';

const policy = "default-src 'none'; style-src 'self'; img-src 'self'";

/** Of the print window alone: it sees no page, no preload script and no other session's files. */
const partition = 'print';

/** Pages being printed, by the number in their address. */
const jobs = new Map<string, PrintJob>();
let isServing = false;

/** The contract's calls about paper. */
export function printHandlers({
  dialogs,
  images,
}: {
  readonly dialogs: Pick<Dialogs, 'namePdf'>;
  readonly images: Pick<ImageTable, 'paths'>;
}): Pick<Handlers, 'printSheets' | 'saveSheets'> {
  return {
    printSheets: (job) => withPage(job, print),
    async saveSheets({ job, name }) {
      const file = await dialogs.namePdf(name);
      if (file === null) return null;
      const pdf = await withPage(job, (contents) =>
        contents.printToPDF({ preferCSSPageSize: true, printBackground: true }),
      );
      await refuseInputs(file, images.paths());
      await writeOutput(file, Readable.from([pdf]));
      return basename(file);
    },
  };
}

/** Loads the job into a hidden window without scripts, which is gone afterwards. */
async function withPage<T>(job: PrintJob, use: (contents: WebContents) => Promise<T>): Promise<T> {
  serveJobs();
  const number = randomUUID();
  jobs.set(number, job);
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      partition,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      javascript: false,
    },
  });
  try {
    await window.loadURL(`${pageOrigin}/${number}/page.html`);
    return await use(window.webContents);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('print-failed', 'The pages could not be printed.', { cause });
  } finally {
    jobs.delete(number);
    window.destroy();
  }
}

/** By the system's dialog; false where the person closed it. */
async function print(contents: WebContents): Promise<boolean> {
  if ((await contents.getPrintersAsync()).length === 0)
    throw new AppError('no-printer', 'The system knows no printer.');
  return new Promise((resolve, reject) =>
    contents.print(
      { silent: false, printBackground: true, margins: { marginType: 'none' }, scaleFactor: 100 },
      (success, reason) => {
        if (success || /cancel/i.test(reason)) resolve(success);
        else reject(new AppError('print-failed', 'The printer did not take the pages.'));
      },
    ),
  );
}

function serveJobs(): void {
  if (isServing) return;
  isServing = true;
  session.fromPartition(partition).protocol.handle(pageScheme, (request) => {
    const [, number = '', file = ''] = new URL(request.url).pathname.split('/');
    const job = jobs.get(number);
    if (job === undefined) return new Response(null, { status: 404 });
    if (file === 'page.html') return answer(printMarkup(job), 'text/html; charset=utf-8');
    if (file === 'style.css') return answer(printStyle(job), 'text/css; charset=utf-8');
    const picture = job.pictures[Number(/^(\d+)\.png$/.exec(file)?.[1])];
    return picture ? answer(new Uint8Array(picture), 'image/png') : new Response(null, { status: 404 });
  });
}

function answer(body: string | Uint8Array<ArrayBuffer>, type: string): Response {
  return new Response(body, {
    headers: { 'Content-Type': type, 'Content-Security-Policy': policy, 'X-Content-Type-Options': 'nosniff' },
  });
}
