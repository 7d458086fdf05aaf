import type { Attachment } from 'svelte/attachments';

const focusable =
  'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), [tabindex="0"]';

/** Gives the keyboard back to whatever had it before the element came, once the element goes. */
export const givesFocusBack: Attachment<HTMLElement> = (element) => {
  const before = document.activeElement;
  return () => {
    // Whoever took the keyboard meanwhile keeps it.
    const free = document.activeElement === document.body || element.contains(document.activeElement);
    if (free && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
  };
};

/** Keeps Tab within a dialog that lies over everything else (WAI-ARIA dialog pattern), and gives the focus back. */
export const keepsFocus: Attachment<HTMLElement> = (dialog) => {
  const giveBack = givesFocusBack(dialog);
  const turn = (event: KeyboardEvent): void => {
    if (event.key !== 'Tab') return;
    const stops = [...dialog.querySelectorAll<HTMLElement>(focusable)];
    const [end, other] = event.shiftKey ? [stops[0], stops.at(-1)] : [stops.at(-1), stops[0]];
    if (document.activeElement !== end && dialog.contains(document.activeElement)) return;
    event.preventDefault();
    other?.focus();
  };
  dialog.addEventListener('keydown', turn);
  return () => {
    dialog.removeEventListener('keydown', turn);
    giveBack?.();
  };
};
