import type { Attachment } from 'svelte/attachments';

/** A toolbar is one tab stop; Left and Right move among its enabled controls (WAI-ARIA toolbar pattern). */
export const roving: Attachment = (toolbar) => {
  const controls = (): readonly HTMLElement[] => [
    ...toolbar.querySelectorAll<HTMLElement>('button:not(:disabled), select:not(:disabled)'),
  ];
  const makeStop = (stop: HTMLElement | undefined): void =>
    toolbar
      .querySelectorAll<HTMLElement>('button, select')
      .forEach((control) => (control.tabIndex = control === stop ? 0 : -1));
  const move = (event: Event): void => {
    const { key, ctrlKey, metaKey } = event as KeyboardEvent;
    const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
    if (step === 0 || ctrlKey || metaKey) return;
    event.preventDefault();
    const all = controls();
    const here = all.findIndex((control) => control === document.activeElement);
    all[(here + step + all.length) % all.length]?.focus();
  };
  const follow = (event: Event): void => makeStop(event.target as HTMLElement);
  makeStop(controls()[0]);
  toolbar.addEventListener('keydown', move);
  toolbar.addEventListener('focusin', follow);
  return () => {
    toolbar.removeEventListener('keydown', move);
    toolbar.removeEventListener('focusin', follow);
  };
};
