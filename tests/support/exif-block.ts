/** An EXIF block, a big-endian TIFF, of nothing but the Orientation field (0112). */
export function exifBlock(orientation: number): Buffer {
  const header = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8];
  const field = [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0];
  return Buffer.from([...header, 0, 1, ...field, 0, 0, 0, 0]);
}
