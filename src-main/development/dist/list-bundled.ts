import type { Plugin } from 'vite';

/** Leaves `bundled.json` beside a bundle: the packages of `node_modules` that code of is in it. */
export const listBundled: Plugin = {
  name: 'list-bundled',
  generateBundle(_options, bundle) {
    const modules = Object.values(bundle).flatMap((output) =>
      output.type === 'chunk' ? Object.entries(output.modules) : [],
    );
    const used = modules.filter(([, { renderedLength }]) => renderedLength > 0);
    const packages = new Set(used.flatMap(([id]) => packageOf(id) ?? []));
    this.emitFile({ type: 'asset', fileName: 'bundled.json', source: JSON.stringify([...packages].sort()) });
  },
};

/** `node_modules/…` of the package that a module belongs to, as the lock file names it; none for Osteon's own. */
export function packageOf(module: string): string | undefined {
  return /node_modules\/(?:@[^/]+\/)?[^/]+(?:\/node_modules\/(?:@[^/]+\/)?[^/]+)*(?=\/)/.exec(
    module.replaceAll('\\', '/'),
  )?.[0];
}
