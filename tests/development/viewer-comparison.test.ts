import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const documents = resolve(__dirname, '../../docs');
const page = readFileSync(join(documents, 'viewer-comparison.md'), 'utf8');

interface Line {
  readonly what: string;
  readonly ours: string;
  readonly tests: readonly { readonly file: string; readonly title: string }[];
}

const lines: readonly Line[] = page
  .split('\n')
  .filter((line) => line.startsWith('| ') && !/^\| (what|-+) /.test(line))
  .map((line) => {
    const cells = line.split('|').map((cell) => cell.trim());
    const links = [...cells[7]!.matchAll(/\]\((\S+) (['"])(.*?)\2\)/g)];
    const tests = links.map(([, file, , title]) => ({ file: file!, title: title! }));
    return { what: cells[1]!, ours: cells[6]!, tests };
  });

describe('the comparison of viewers', () => {
  it('has lines, each with a verdict', () => {
    expect(lines.length).toBeGreaterThan(40);
    expect(lines.filter(({ ours }) => !/^(yes|partial|no)(:|$)/.test(ours))).toEqual([]);
  });

  it('claims what tests show and nothing else', () => {
    const claimed = ({ ours }: Line): boolean => !ours.startsWith('no');
    expect(lines.filter((line) => claimed(line) !== line.tests.length > 0)).toEqual([]);
  });

  it('names tests that there are', () => {
    const missing = lines.flatMap(({ tests }) => tests.filter((test) => !isThere(test)));
    expect(missing).toEqual([]);
  });
});

/** Whether the file has a test of that name, in quotes of either kind. */
function isThere({ file, title }: Line['tests'][number]): boolean {
  const source = readFileSync(join(documents, file), 'utf8');
  return [`('${title}'`, `("${title}"`].some((opening) => source.includes(opening));
}
