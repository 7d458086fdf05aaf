import { readFileSync } from 'node:fs';
import { chmod, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Arch, build, Platform, type AfterPackContext } from 'electron-builder';
import { path7za } from '7zip-bin';
import { sealContents } from '#node/package/sealed-contents';
import { billOfMaterials, thirdPartyNotices } from './bill-of-materials.ts';
import { unpackedFolder } from './package-places.ts';
import type { PackageRuntime } from './package-runtime.ts';

export interface PackageOrder {
  readonly checkout: string;
  readonly runtime: PackageRuntime;
  /** electron-builder's names of targets; the platform's own of electron-builder.yml where there are none. */
  readonly targets: readonly string[];
  /** Of `drawIcons`. */
  readonly icons: string;
}

/**
 * Builds packages for this platform into `release/` by electron-builder.yml, from what `npm run build` left.
 *
 * @returns the files that were made; the unpacked app is not among them
 */
export async function buildPackage({ checkout, runtime, targets, icons }: PackageOrder): Promise<string[]> {
  // electron-builder fetches its own 7-Zip otherwise, from where it cannot always be had.
  process.env['ELECTRON_BUILDER_7ZIP_PATH'] ??= path7za;
  // npm lays it down without the right to run it.
  await chmod(path7za, 0o755);
  // The highest of 7-Zip's levels takes minutes longer and wins one part in a hundred.
  process.env['ELECTRON_BUILDER_COMPRESSION_LEVEL'] ??= '6';
  await rm(join(checkout, unpackedFolder), { recursive: true, force: true });
  return build({
    projectDir: checkout,
    targets: Platform.current().createTarget([...targets], archOf(process.arch)),
    publish: 'never',
    config: {
      electronDist: runtime.folder,
      ...(runtime.version === undefined ? {} : { electronVersion: runtime.version }),
      linux: { icon: icons },
      win: { icon: join(icons, '1024x1024.png') },
      mac: { icon: join(icons, '1024x1024.png') },
      afterPack: (context) => finishResources(checkout, context),
    },
  });
}

async function finishResources(checkout: string, { packager, appOutDir }: AfterPackContext): Promise<void> {
  const resources = packager.getResourcesDir(appOutDir);
  // The registry's Electron brings another product's addresses for updates.
  await rm(join(resources, 'app-update.yml'), { force: true });
  const bill = billOfMaterials(checkout, packager.config.electronVersion ?? pinnedElectron(checkout));
  await writeFile(join(resources, 'sbom.cdx.json'), `${JSON.stringify(bill, null, 2)}\n`);
  await writeFile(join(resources, 'THIRD-PARTY-NOTICES.txt'), thirdPartyNotices(bill));
  await sealContents(resources);
}

function pinnedElectron(checkout: string): string {
  const manifest = readFileSync(join(checkout, 'node_modules', 'electron', 'package.json'), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}

function archOf(name: string): Arch {
  return name === 'arm64' ? Arch.arm64 : Arch.x64;
}
