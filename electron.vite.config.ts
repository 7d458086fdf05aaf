import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'electron-vite';
import { chmodSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Plugin } from 'vite';
import { listBundled } from './src-main/development/dist/list-bundled.ts';

const source = (path: string): string => resolve(import.meta.dirname, path);
const commonJs = {
  format: 'cjs',
  entryFileNames: '[name].cjs',
  chunkFileNames: 'chunks/[name]-[hash].cjs',
} as const;
/** Packages with native or WebAssembly files, or threads, of their own, or of servers; all others are bundled. */
const external = [
  /^onnxruntime-node/,
  /^piscina/,
  /^@cornerstonejs\//,
  /^node-sqlite3-wasm/,
  /^bullmq/,
  'original-fs',
];

/** npx runs a package's own command straight from its file, which must be executable. */
const executableCommandLine: Plugin = {
  name: 'executable-command-line',
  writeBundle: () => chmodSync(source('out/main/cli.cjs'), 0o755),
};

export default defineConfig({
  main: {
    plugins: [executableCommandLine, listBundled],
    build: {
      outDir: 'out/main',
      // Electron 33 and Node 20.18 cannot require the packages that are ES modules only.
      externalizeDeps: false,
      rollupOptions: {
        external,
        input: {
          main: source('src-main/electron/main.ts'),
          'engine-process': source('src-main/electron/engine-process.ts'),
          'batch-process': source('src-main/electron/batch-process.ts'),
          'decode-worker': source('src-main/node/decode/decode-worker.ts'),
          'classify-worker': source('src-main/node/inference/classify-worker.ts'),
          'probe-worker': source('src-main/node/inference/probe-worker.ts'),
          cli: source('src-main/node/cli/main.ts'),
        },
        output: commonJs,
      },
    },
  },
  preload: {
    plugins: [listBundled],
    build: {
      outDir: 'out/preload',
      // A sandboxed preload script can require nothing but electron.
      externalizeDeps: false,
      rollupOptions: { input: { preload: source('src-main/electron/preload.ts') }, output: commonJs },
    },
  },
  renderer: {
    root: source('src-renderer'),
    plugins: [svelte(), listBundled],
    build: {
      outDir: 'out/renderer',
      rollupOptions: { input: source('src-renderer/index.html'), checks: { pluginTimings: false } },
    },
  },
});
