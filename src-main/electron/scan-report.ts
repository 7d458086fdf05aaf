import { basename, extname } from 'node:path';
import { Readable } from 'node:stream';
import { sourceText } from '#common/contract/film-source';
import { AppError, fromErrorReport } from '#common/errors';
import { toReportRow } from '#node/report/columns';
import type { SourcedRow } from '#node/report/make-report';
import { writeOutput } from '#node/report/write-output';
import type { BatchProcess } from './batch-host.ts';
import type { BatchMessage, ReportRequest } from './batch-messages.ts';
import type { KeptWorklist } from './kept-worklist.ts';

export interface ScanReportOptions {
  fork(): BatchProcess;
  readonly kept: Pick<KeptWorklist, 'recall'>;
  complete(films: readonly SourcedRow[], withIdentity: boolean): ReportRequest;
  print(html: string): Promise<Uint8Array>;
}

/** Writes the films of the worklist as a page or as a PDF; a process of its own reads and judges what it shows. */
export class ScanReport {
  readonly #options: ScanReportOptions;

  constructor(options: ScanReportOptions) {
    this.#options = options;
  }

  /**
   * @param file whose ending chooses between HTML and PDF
   * @returns its base name, for people
   * @throws AppError `invalid-request` where there is no film, of the model, `disk-full` or `output-unwritable`
   */
  async write(file: string, withIdentity: boolean): Promise<string> {
    const films = await this.#films();
    if (films.length === 0) throw new AppError('invalid-request', 'There is no scan to report on.');
    const html = await this.#make(films, withIdentity);
    const isPdf = extname(file).toLowerCase() === '.pdf';
    await writeOutput(file, Readable.from([isPdf ? await this.#options.print(html) : html]));
    return basename(file);
  }

  async #films(): Promise<readonly SourcedRow[]> {
    const rows: SourcedRow[] = [];
    for await (const page of this.#options.kept.recall())
      for (const { film } of page)
        for (const frame of film.frames) {
          const { source, attributes } = film;
          rows.push({ source, row: toReportRow({ path: sourceText(source), attributes, ...frame }) });
        }
    return rows;
  }

  #make(films: readonly SourcedRow[], withIdentity: boolean): Promise<string> {
    const process = this.#options.fork();
    return new Promise<string>((resolve, reject) => {
      process.onMessage((message: BatchMessage) => {
        if (message.kind === 'report') resolve(message.html);
        else if (message.kind === 'ended' && message.error !== null) reject(fromErrorReport(message.error));
      });
      process.onExit(() =>
        reject(new AppError('engine-stopped', 'The process of the report ended by itself.')),
      );
      process.post({ kind: 'report', request: this.#options.complete(films, withIdentity) });
    }).finally(() => process.kill());
  }
}
