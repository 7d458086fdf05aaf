/**
 * A process that keeps marks in an index of its own opening: told the index's file, the film's place as JSON, a name,
 * a number and, of an encrypted index, the key as hexadecimal digits, it writes so many annotations, each in a change of its own, and prints each once it is kept. It ends
 * with the code of what went wrong.
 */
import type { Annotation } from '../../src-main/common/measure/annotation.ts';
import type { FrameOfFile } from '../../src-main/common/contract/engine.ts';
import { toErrorReport } from '../../src-main/common/errors.ts';
import { StudyIndex } from '../../src-main/node/index/study-index.ts';

/** Milliseconds in which the event loop of the process turns, and another process gets its own. */
const pause = 5;

async function write(
  file: string,
  frame: FrameOfFile,
  name: string,
  count: number,
  key: string,
): Promise<void> {
  const index = new StudyIndex(file, key === '' ? null : Buffer.from(key, 'hex'));
  if (!index.state.saved) throw new Error(index.state.error.message);
  for (let number = 0; number < count; number++) {
    const id = `${name}-${number}`;
    const annotation: Annotation = { id, shape: 'probe', points: [{ x: 0, y: 0 }], text: '', labelAt: null };
    const study = index.keepMarks(frame, { put: [annotation], removed: [] });
    if (study === null) throw new Error('The index does not have the film.');
    process.stdout.write(`${id}\n`);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  index.close();
}

const [file, frame, name, count, key = ''] = process.argv.slice(1);
write(file!, JSON.parse(frame!) as FrameOfFile, name!, Number(count), key).catch((thrown: unknown) => {
  process.stdout.write(`${toErrorReport(thrown).code}\n`);
  process.exitCode = 1;
});
