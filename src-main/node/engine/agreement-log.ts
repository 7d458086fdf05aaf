import type { Statement } from '#common/agreement/entry';
import { reportOf, type AgreementReport } from '#common/agreement/report';
import type { AgreementFilter } from '#common/agreement/statistics';
import { AppError } from '#common/errors';
import { toAgreementCsv } from '../agreement/agreement-csv.ts';
import { appendEntry } from '../agreement/append-entry.ts';
import { readLog } from '../agreement/log-lines.ts';
import { writeOutput } from '../report/write-output.ts';

/** The agreement log of an engine, which may have been started without one. */
export class AgreementLog {
  #path: string | null = null;

  use(path: string): void {
    this.#path = path;
  }

  /** @throws AppError `agreement-unwritable`, `disk-full` */
  record(statement: Statement): void {
    appendEntry(this.#log(), statement);
  }

  /** @throws AppError `agreement-unwritable`, `file-unreadable` */
  async report(filter: AgreementFilter): Promise<AgreementReport> {
    const { entries, state } = await readLog(this.#log());
    return reportOf(entries, state, filter);
  }

  /**
   * Writes all entries as CSV.
   *
   * @param names of readers by their keyed hashes
   * @throws AppError `agreement-unwritable`, `file-unreadable`, `disk-full`, `output-unwritable`
   */
  async write(file: string, names: Readonly<Record<string, string>>): Promise<void> {
    const { entries } = await readLog(this.#log());
    const csv = toAgreementCsv(entries, (reader) => names[reader] ?? reader);
    await writeOutput(file, pieces(csv));
  }

  #log(): string {
    if (this.#path === null) throw new AppError('agreement-unwritable', 'No agreement log is kept.');
    return this.#path;
  }
}

async function* pieces(text: string): AsyncGenerator<string> {
  yield text;
}
