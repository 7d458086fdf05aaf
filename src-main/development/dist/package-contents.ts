import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { listPackage } from '@electron/asar';

/** What may lie in a package for Linux; anything else is a stranger. Paths inside the archive follow `app.asar/`. */
const expected: readonly RegExp[] = [
  // Electron's own.
  /^(chrome-sandbox|chrome_crashpad_handler|icudtl\.dat|LICENSE\.electron\.txt|LICENSES\.chromium\.html)$/,
  /^(chrome_[12]00_percent|resources)\.pak$/,
  /^lib(EGL|GLESv2|ffmpeg|vk_swiftshader)\.so$|^libvulkan\.so\.1$|^vk_swiftshader_icd\.json$/,
  /^(snapshot_blob|v8_context_snapshot)\.bin$/,
  /^locales\/(en-US|de)\.pak$/,
  // Ours.
  /^(osteon(-viewer)?|LICENSE\.txt)$/,
  /^resources\/(sbom\.cdx\.json|THIRD-PARTY-NOTICES\.txt)$/,
  /^resources\/(app\.asar|contents\.json)$/,
  /^resources\/models\/fracture-classifier\.(json|md|onnx)$/,
  /^resources\/samples\/phantom-(fracture|intact)\.dcm$/,
  /^app\.asar\/package\.json$/,
  /^app\.asar\/out\/(main|preload)\/[\w-]+\.cjs$/,
  /^app\.asar\/out\/main\/chunks\/[\w-]+\.cjs$/,
  /^app\.asar\/out\/renderer\/(index\.html|assets\/[\w-]+\.(js|css))$/,
  // Packages with files of their own.
  /^(app\.asar|resources\/app\.asar\.unpacked)\/node_modules\/onnxruntime-node\/bin\/napi-v6\/linux\/x64\/(libonnxruntime\.so\.1|onnxruntime_binding\.node)$/,
  /^app\.asar\/node_modules\/onnxruntime-(node|common)\/(package\.json|dist\/([\w/-]+\.js|cjs\/package\.json))$/,
  /^app\.asar\/node_modules\/piscina\/(package\.json|LICENSE|dist\/[\w/-]+\.m?js)$/,
  /^app\.asar\/node_modules\/node-sqlite3-wasm\/(package\.json|LICENSE|dist\/node-sqlite3-wasm\.(js|wasm))$/,
  /^app\.asar\/node_modules\/@cornerstonejs\/codec-[\w-]+\/(package\.json|LICENSE|dist\/\w+\.(js|wasm))$/,
];

/** Every file of an unpacked app with `/`, those inside its archive too. */
export function listContents(unpacked: string): string[] {
  const files = readdirSync(unpacked, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(unpacked, join(entry.parentPath, entry.name)).split(sep).join('/'));
  return [...files, ...listArchive(join(unpacked, 'resources', 'app.asar'))];
}

/** The files that have no business in a package: sources, tests, maps, other platforms' libraries. */
export function strangersAmong(files: readonly string[]): string[] {
  return files.filter((file) => !expected.some((pattern) => pattern.test(file)));
}

/** `listPackage` tells folders only by what lies in them. */
function listArchive(archive: string): string[] {
  const entries = listPackage(archive, { isPack: false }).map((entry) => entry.split(sep).join('/'));
  const folders = new Set(entries.map((entry) => entry.slice(0, entry.lastIndexOf('/'))));
  return entries.filter((entry) => !folders.has(entry)).map((entry) => `app.asar${entry}`);
}
