const documents = new Set<Document>([document]);

/** Those of the windows that there are, the page's own first. */
export function openDocuments(): readonly Document[] {
  return [...documents];
}

/** The one in which keys are pressed now. */
export function documentInUse(): Document {
  return openDocuments().find((one) => one.hasFocus()) ?? document;
}

/** Counts a document in; returns the function that takes it out. */
export function joinDocument(added: Document): () => void {
  documents.add(added);
  return () => void documents.delete(added);
}
