interface Listener {
  /** Files are being dragged over the window, or no longer. */
  hover(over: boolean): void;
  drop(files: readonly File[]): void;
}

/** Takes files dropped anywhere in a window; returns the function that stops it. */
export function listenToDrops(listener: Listener, target: Window = window): () => void {
  const listening = new AbortController();
  const options = { signal: listening.signal };
  const over = (event: DragEvent): void => {
    event.preventDefault();
    // What is dragged within the page is no file.
    listener.hover(event.dataTransfer?.types.includes('Files') ?? false);
  };
  target.addEventListener('dragover', over, options);
  target.addEventListener('dragleave', (event) => event.relatedTarget ?? listener.hover(false), options);
  target.addEventListener(
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
