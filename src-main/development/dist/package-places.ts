/** Where the unpacked app of this platform comes to lie, below the checkout. */
export const unpackedFolder =
  process.platform === 'linux'
    ? 'release/linux-unpacked'
    : process.platform === 'win32'
      ? 'release/win-unpacked'
      : 'release/mac-arm64';

/** The app's executable on Linux, as electron-builder.yml names it. */
export const packagedExecutable = 'osteon-viewer';

/** The Debian package's name in `release/`. */
export function debianFile(version: string): string {
  return `osteon_${version}_${process.arch === 'arm64' ? 'arm64' : 'amd64'}.deb`;
}
