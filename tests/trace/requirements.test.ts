import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { requirementsOf, tracePage } from './page.ts';
import { trace } from './trace.ts';
import type { NamedTest } from './traced.ts';

const checkout = resolve(__dirname, '../..');
const read = (file: string): string => readFileSync(join(checkout, file), 'utf8');
const requirements = requirementsOf(checkout);
const ids = requirements.map(({ id }) => id);

describe('the requirements', () => {
  it('are one sentence each, under an id of their own', () => {
    expect(ids.length).toBeGreaterThanOrEqual(80);
    expect(new Set(ids).size).toBe(ids.length);
    expect(
      requirements.filter(
        ({ sentence }) => !/^[a-z][^.]*\.$/.test(sentence.replace(/\d\.\d|\w\.\d+(\.\d+)*/g, '')),
      ),
    ).toEqual([]);
  });

  it('stand against the risks that there are, each of them', () => {
    const known = [...read('docs/risks.md').matchAll(/^\| (R\d+) /gm)].map(([, id]) => id!);
    const named = new Set(requirements.flatMap(({ risks }) => risks));
    expect([...named].sort()).toEqual([...known].sort());
  });
});

describe('the trace', () => {
  it('names tests for each requirement, and for nothing else', () => {
    expect(Object.keys(trace)).toEqual(ids);
    expect(Object.entries(trace).filter(([, tests]) => tests.length === 0)).toEqual([]);
  });

  it('names tests that there are', () => {
    expect(Object.values(trace).flatMap((tests) => tests.filter((test) => !isThere(test)))).toEqual([]);
  });

  it('is in the documents as it is now', () => {
    expect(read('docs/trace.md')).toBe(tracePage(checkout));
  });
});

/** Whether the file has a test of that name, in quotes of any kind. */
function isThere([file, title]: NamedTest): boolean {
  const path = join('tests', file);
  if (!existsSync(join(checkout, path))) return false;
  const source = read(path);
  return ["'", '"', '`'].some((quote) => {
    const name = `${quote}${title}${quote}`;
    return source.includes(`(${name}`) || source.includes(`(\n    ${name},`);
  });
}
