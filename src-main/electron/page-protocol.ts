import { protocol, type Session } from 'electron';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { pageFile } from './page-file.ts';
import { pageScheme } from './page-origin.ts';

/** Sent with every response; images may come from the canvas and from thumbnails made in the page. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' blob: data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

/** Must run before the app is ready. */
export function declarePageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: pageScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves the built page, and nothing outside `folder`, in place of `file://`. */
export function servePage(session: Session, folder: string): void {
  session.protocol.handle(pageScheme, async (request) => {
    const file = pageFile(request.url, folder);
    const type = file === null ? undefined : mediaTypes[extname(file)];
    if (file === null || type === undefined || request.method !== 'GET') return refusal(404);
    try {
      return new Response(await readFile(file), { headers: headersFor(type) });
    } catch {
      return refusal(404);
    }
  });
}

function headersFor(type: string): Record<string, string> {
  return {
    'Content-Type': type,
    'Content-Security-Policy': contentSecurityPolicy,
    'X-Content-Type-Options': 'nosniff',
  };
}

function refusal(status: number): Response {
  return new Response(null, { status, headers: headersFor('text/plain') });
}
