import { join, normalize, sep } from 'node:path';
import { pageOrigin } from './page-origin.ts';

/** The file that a page URL names, or null when it names another host or leaves `folder`. */
export function pageFile(url: string, folder: string): string | null {
  if (!url.startsWith(`${pageOrigin}/`)) return null;
  try {
    const path = decodeURIComponent(new URL(url).pathname);
    const file = normalize(join(folder, path));
    return file.startsWith(folder + sep) && !path.includes('\0') ? file : null;
  } catch {
    return null;
  }
}
