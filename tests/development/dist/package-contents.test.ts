import { strangersAmong } from '../../../src-main/development/dist/package-contents.ts';

const ours = [
  'osteon-viewer',
  'osteon',
  'resources/app.asar',
  'resources/models/fracture-classifier.onnx',
  'app.asar/out/main/chunks/errors-DwWRDQEt.cjs',
  'app.asar/node_modules/piscina/dist/worker_pool/index.js',
  'locales/de.pak',
];

describe('strangersAmong', () => {
  it('lets pass what a package is made of', () => {
    expect(strangersAmong(ours)).toEqual([]);
  });

  it.each([
    ['a source', 'app.asar/src-main/electron/main.ts'],
    ['a map', 'app.asar/out/main/main.cjs.map'],
    ['a test', 'app.asar/node_modules/piscina/test/abort-task.test.js'],
    ['training', 'app.asar/training/train.ts'],
    [
      "another platform's library",
      'app.asar/node_modules/onnxruntime-node/bin/napi-v6/win32/x64/DirectML.dll',
    ],
    ['a package that is bundled', 'app.asar/node_modules/svelte/package.json'],
    ['a locale nobody asked for', 'locales/fr.pak'],
    ["another product's update address", 'resources/app-update.yml'],
    ['an app beside the archive', 'resources/app/package.json'],
    ['a film', 'resources/samples/patient.dcm'],
  ])('finds %s', (_case, file) => {
    expect(strangersAmong([...ours, file])).toEqual([file]);
  });
});
