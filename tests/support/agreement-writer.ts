import { toErrorReport } from '#common/errors';
import { appendEntry } from '#node/agreement/append-entry';
import { statement } from './agreement-entries.ts';

/** Writes so many entries into a log, as a process of its own: LOG NAME COUNT. Prints the code of what went wrong. */
const [log = '', name = '', count = '0'] = process.argv.slice(2);
try {
  for (let number = 1; number <= Number(count); number++) appendEntry(log, statement(`${name}-${number}`));
} catch (thrown) {
  process.stdout.write(toErrorReport(thrown).code);
  process.exitCode = 1;
}
