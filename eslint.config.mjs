import importX, { createNodeResolver } from 'eslint-plugin-import-x';
import svelte from 'eslint-plugin-svelte';
import ts from 'typescript-eslint';

/** Refuses packages that have their door in another file or layer; ARCHITECTURE.md draws the arrows. */
const refuse = (files, names, ignores = []) => ({
  files,
  ignores,
  rules: {
    'no-restricted-imports': [
      'error',
      {
        paths: names.map((name) => ({
          name,
          message: `${name} has its one door elsewhere; see ARCHITECTURE.md.`,
        })),
        patterns: [{ group: ['node:sqlite'], message: 'Absent from Node 20.' }],
      },
    ],
  },
});
const doors = [
  'electron',
  'hersheytext/hersheytext.min.json',
  'onnxruntime-node',
  'cornerstone-core',
  'node-sqlite3-wasm',
  'dcmjs',
  'dcmjs/dictionary',
  'dicom-character-set',
  'dicom-parser',
  'piscina',
  'playwright-core',
  '@zip.js/zip.js',
  'yauzl',
  'bullmq',
  'ioredis',
  'node:net',
  'node:tls',
  'node:http',
  'node:https',
  'node:http2',
  'node:dgram',
];
/** The only files that open sockets; BullMQ opens its own. */
const sockets = ['connect', 'pdu-channel', 'listen'].map((name) => `src-main/node/network/${name}.ts`);
const except = (...names) => doors.filter((door) => !names.includes(door));

export default ts.config(
  {
    ignores: [
      'out/**',
      'node_modules/**',
      '.tsbuild/**',
      'tests/artifacts/**',
      'training/runs/**',
      'release/**',
    ],
  },
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser } },
  },
  {
    plugins: { 'import-x': importX },
    settings: {
      'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.js', '.svelte'] })],
      // Without these the plugin follows no import of a TypeScript file, and finds no cycle.
      'import-x/extensions': ['.ts', '.js'],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts'] },
    },
    rules: {
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      'no-console': 'off',
    },
  },
  {
    files: ['**/*.cjs'],
    languageOptions: {
      globals: { module: 'writable', require: 'readonly', __dirname: 'readonly', process: 'readonly' },
    },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  refuse(['src-main/common/**/*.ts'], doors, [
    'src-main/common/dicom/parse.ts',
    'src-main/common/dicom/text.ts',
    'src-main/common/objects/lettering.ts',
  ]),
  refuse(['src-main/common/dicom/parse.ts'], except('dicom-parser')),
  refuse(['src-main/common/objects/lettering.ts'], except('hersheytext/hersheytext.min.json')),
  refuse(['src-main/common/dicom/text.ts'], except('dicom-character-set')),
  refuse(['src-main/node/**/*.ts', 'training/**/*.ts', 'src-main/development/**/*.ts'], doors, [
    'src-main/node/inference/onnx-session.ts',
    'src-main/node/decode/decode-pool.ts',
    'src-main/node/decode/dictionary.ts',
    'src-main/node/objects/part-10.ts',
    'src-main/node/index/sqlite.ts',
    'src-main/development/bench/bench-window.ts',
    'src-main/development/dist/installed-window.ts',
    'src-main/development/electron-package.ts',
    'src-main/node/media/sealed-member.ts',
    'src-main/node/media/zip-directory.ts',
    'src-main/node/queue/redis-queue.ts',
    ...sockets,
    'src-main/development/redis-server.ts',
    'src-main/development/objects/store-peer.ts',
  ]),
  refuse(sockets, except('node:net', 'node:tls')),
  refuse(
    ['src-main/development/redis-server.ts', 'src-main/development/objects/store-peer.ts'],
    except('node:net'),
  ),
  refuse(['src-main/node/queue/redis-queue.ts'], except('bullmq')),
  refuse(
    ['src-main/development/bench/bench-window.ts', 'src-main/development/dist/installed-window.ts'],
    except('playwright-core'),
  ),
  refuse(
    ['src-main/development/electron-package.ts', 'src-main/node/media/zip-directory.ts'],
    except('yauzl'),
  ),
  refuse(['src-main/node/media/sealed-member.ts'], except('@zip.js/zip.js')),
  refuse(['src-main/node/inference/onnx-session.ts'], except('onnxruntime-node')),
  refuse(['src-main/node/decode/decode-pool.ts'], except('piscina')),
  refuse(['src-main/node/decode/dictionary.ts'], except('dcmjs/dictionary')),
  refuse(['src-main/node/objects/part-10.ts'], except('dcmjs')),
  refuse(['src-main/node/index/sqlite.ts'], except('node-sqlite3-wasm')),
  refuse(['src-main/electron/**/*.ts'], except('electron')),
  refuse(['src-renderer/**/*.ts', 'src-renderer/**/*.svelte'], doors, [
    'src-renderer/viewport/cornerstone.ts',
  ]),
  refuse(['src-renderer/viewport/cornerstone.ts'], except('cornerstone-core')),
  {
    files: ['**/*.ts', '**/*.svelte'],
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
);
