import { documentInUse } from './open-documents.ts';

/**
 * Puts text on the clipboard within a click or key press. The asynchronous clipboard needs a permission, and
 * the page is granted none.
 */
export function copyText(text: string): void {
  const target = documentInUse();
  const fill = (event: ClipboardEvent): void => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
  };
  target.addEventListener('copy', fill, { once: true });
  target.execCommand('copy');
  target.removeEventListener('copy', fill);
}
