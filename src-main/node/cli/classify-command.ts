import { investigationalNotice } from '#common/model/notice';
import { scan } from '../scan/scan.ts';
import { findNamedFiles } from '../survey/find-files.ts';
import { toJsonLine, toText } from './classify-lines.ts';
import { exitCode, type ExitCode } from './exit-code.ts';
import type { Installation } from './installation.ts';
import { objectWriterFor, type ObjectOptions } from './object-options.ts';
import { defaultJobs, withServices, type ClassifyingOptions } from './services.ts';

/** Prints a result per file and frame, in the order of the files, as each is there. */
export function classifyCommand(
  files: readonly string[],
  options: ClassifyingOptions & ObjectOptions & { readonly json?: boolean },
  installation: Installation,
): Promise<ExitCode> {
  const jobs = Math.min(files.length, defaultJobs);
  return withServices(installation, { ...options, jobs }, async (services) => {
    let failed = false;
    const objects = await objectWriterFor(options, services.pool, services.classifier.card);
    for await (const row of scan(findNamedFiles(files), services, {
      jobs,
      askPassword: services.askPassword,
      ...(objects && { onResult: (judged) => objects.write(judged) }),
    })) {
      failed ||= row.outcome.kind === 'failure';
      process.stdout.write(options.json ? toJsonLine(row) : toText(row, services.classifier.card));
    }
    if (!options.json) process.stdout.write(`${investigationalNotice}\n`);
    return failed || (objects?.refused ?? 0) > 0 ? exitCode.someFailed : exitCode.ok;
  });
}
