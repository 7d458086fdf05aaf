/** Says once that a queue server is away, and again only when it was there in between. */
export function sayOnce(): { say(): void; isOver(): void } {
  let wasSaid = false;
  return {
    say() {
      if (!wasSaid) process.stderr.write('The queue server does not answer; waiting for it.\n');
      wasSaid = true;
    },
    isOver() {
      wasSaid = false;
    },
  };
}
