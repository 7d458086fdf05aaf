import { randomUUID } from 'node:crypto';
import { BrowserWindow, session } from 'electron';
import { pageOrigin, pageScheme } from './page-origin.ts';

/** Prints a report as PDF in a window that nobody sees: without scripts, in a session of its own that has this one page. */
export async function printReport(html: string): Promise<Uint8Array> {
  const own = session.fromPartition(`report-${randomUUID()}`);
  const headers = { 'Content-Type': 'text/html; charset=utf-8', 'X-Content-Type-Options': 'nosniff' };
  own.protocol.handle(pageScheme, () => new Response(html, { headers }));
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      session: own,
      sandbox: true,
      contextIsolation: true,
      javascript: false,
      devTools: false,
    },
  });
  try {
    await window.loadURL(`${pageOrigin}/report.html`);
    return await window.webContents.printToPDF({
      pageSize: 'A4',
      printBackground: true,
      generateTaggedPDF: true,
    });
  } finally {
    window.destroy();
    own.protocol.unhandle(pageScheme);
  }
}
