import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { shippedPackages } from '../../../src-main/development/dist/shipped-packages.ts';
import { assessments } from '../../../src-main/development/soup/assessments.ts';
import { soupPage } from '../../../src-main/development/soup/page.ts';

const checkout = resolve(__dirname, '../../..');

describe('the list of software of unknown provenance', () => {
  it('is in the documents as the lock file and the build have it now', () => {
    expect(readFileSync(join(checkout, 'docs/soup.md'), 'utf8')).toBe(soupPage(checkout));
  });

  it('assesses what ships, all of it and nothing else', () => {
    const shipped = shippedPackages(checkout).map(({ name }) => name);
    expect(shipped).toEqual(expect.arrayContaining(['cornerstone-core', 'onnxruntime-node', 'svelte']));
    expect(Object.keys(assessments).sort()).toEqual([...shipped].sort());
  });

  it('names no tool of the build and no package of servers', () => {
    const names = shippedPackages(checkout).map(({ name }) => name);
    expect(names.filter((name) => ['bullmq', 'ioredis', 'vite', 'electron-builder'].includes(name))).toEqual(
      [],
    );
  });

  it('refers to risks that there are', () => {
    const known = [...readFileSync(join(checkout, 'docs/risks.md'), 'utf8').matchAll(/^\| (R\d+)/gm)];
    const ids = known.map(([, id]) => id);
    expect(
      Object.values(assessments).flatMap(({ risks }) => risks.filter((id) => !ids.includes(id))),
    ).toEqual([]);
  });
});
