import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { chmodSync, readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { packagedExecutable } from './package-places.ts';

export interface DebianOrder {
  /** The unpacked app. */
  readonly unpacked: string;
  /** Holds `NxN.png`. */
  readonly icons: string;
  readonly licence: string;
  readonly version: string;
  readonly target: string;
}

const home = 'usr/lib/osteon';
/** What Chromium links to; the names of the older and of the newer Debian. */
const needed = [
  'libgtk-3-0 | libgtk-3-0t64',
  'libnss3',
  'libasound2 | libasound2t64',
  'libgbm1',
  'libatk-bridge2.0-0 | libatk-bridge2.0-0t64',
  'libcups2 | libcups2t64',
];

/**
 * Writes a Debian package of the unpacked app by dpkg-deb: the app in /usr/lib, its command on the path, a menu
 * entry that opens DICOM files. It has no scripts, and so leaves nothing but what each person's profile holds.
 */
export function writeDebianPackage({ unpacked, icons, licence, version, target }: DebianOrder): void {
  const root = mkdtempSync(join(tmpdir(), 'osteon-deb-'));
  try {
    chmodSync(root, 0o755);
    cpSync(unpacked, join(root, home), { recursive: true });
    // Chromium's helper for kernels that grant no sandbox to everybody.
    chmodSync(join(root, home, 'chrome-sandbox'), 0o4755);
    place(root, 'usr/share/applications/osteon.desktop', menuEntry);
    place(root, 'usr/share/doc/osteon/copyright');
    copyFileSync(licence, join(root, 'usr/share/doc/osteon/copyright'));
    for (const icon of readdirSync(icons)) {
      const file = `usr/share/icons/hicolor/${icon.replace('.png', '')}/apps/osteon.png`;
      place(root, file);
      copyFileSync(join(icons, icon), join(root, file));
    }
    mkdirSync(join(root, 'usr/bin'));
    symlinkSync(`../lib/osteon/osteon`, join(root, 'usr/bin/osteon'));
    place(root, 'DEBIAN/control', control(version, sizeOf(root)));
    rmSync(target, { force: true });
    execFileSync('dpkg-deb', ['--root-owner-group', '-Zgzip', '--build', root, target], { stdio: 'ignore' });
  } finally {
    rmSync(root, { recursive: true });
  }
}

const menuEntry = `[Desktop Entry]
Type=Application
Name=Osteon
GenericName=Radiograph viewer
GenericName[de]=Röntgenbildbetrachter
Comment=Radiographs with a second reader; investigational, not for diagnosis
Comment[de]=Röntgenbilder mit Zweitbefund; in Erprobung, nicht zur Diagnose
Exec=/${home}/${packagedExecutable} -- %F
Icon=osteon
Terminal=false
StartupWMClass=Osteon
Categories=Science;MedicalSoftware;Graphics;Viewer;
MimeType=application/dicom;
`;

/** @param kibibytes what it takes once installed */
function control(version: string, kibibytes: number): string {
  return `Package: osteon
Version: ${version}
Section: science
Priority: optional
Architecture: ${process.arch === 'arm64' ? 'arm64' : 'amd64'}
Depends: ${needed.join(', ')}
Installed-Size: ${kibibytes}
Maintainer: The maintainers of Osteon
Description: offline viewer for bone radiographs with a fracture classifier
 Shows DICOM radiographs and marks limb films on which a fracture is suspected.
 Investigational, not for diagnosis.
`;
}

/** Writes a file with its folders, which everybody may read whatever the umask says. */
function place(root: string, file: string, text = ''): void {
  const path = join(root, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  chmodSync(path, 0o644);
}

function sizeOf(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const bytes = files.map((entry) => statSync(join(entry.parentPath, entry.name)).size);
  return Math.ceil(bytes.reduce((sum, size) => sum + size, 0) / 1024);
}
