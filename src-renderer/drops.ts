interface Listener {
  /** Files are being dragged over the window, or no longer. */
  hover(over: boolean): void;
  drop(files: readonly File[]): void;
}

/** Takes files dropped anywhere in the window; returns the function that stops it. */
export function listenToDrops(listener: Listener): () => void {
  const listening = new AbortController();
  const options = { signal: listening.signal };
  const over = (event: DragEvent): void => {
    event.preventDefault();
    listener.hover(true);
  };
  window.addEventListener('dragover', over, options);
  window.addEventListener('dragleave', (event) => event.relatedTarget ?? listener.hover(false), options);
  window.addEventListener(
    'drop',
    (event) => {
      event.preventDefault();
      listener.hover(false);
      listener.drop([...(event.dataTransfer?.files ?? [])]);
    },
    options,
  );
  return () => listening.abort();
}
