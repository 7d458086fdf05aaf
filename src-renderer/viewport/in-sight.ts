import type { Attachment } from 'svelte/attachments';

/** Tells when an element comes within sight of its scrolling ancestor, a screenful ahead, and when it goes. */
export function inSight(enter: () => void, leave: () => void): Attachment {
  return (element) => {
    let seen = false;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry === undefined || entry.isIntersecting === seen) return;
        seen = entry.isIntersecting;
        if (seen) enter();
        else leave();
      },
      { rootMargin: '300px' },
    );
    observer.observe(element);
    return () => {
      observer.disconnect();
      if (seen) leave();
    };
  };
}
