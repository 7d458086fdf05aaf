const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as HTML shows it, in elements and in quoted attributes alike; what HTML may not hold is replaced. */
export function escapeHtml(text: string): string {
  return text
    .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/g, '\ufffd')
    .replace(/[&<>"']/g, (character) => entities[character]!);
}

/** The same for text from files, which may turn the direction of writing: what stands beside it stays as it is. */
export function isolated(text: string): string {
  return `<bdi>${escapeHtml(text)}</bdi>`;
}

/** A table of texts from anywhere. */
export function htmlTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const headings = head.map((cell) => `<th scope="col">${isolated(cell)}</th>`).join('');
  const lines = rows.map((cells) => `<tr>${cells.map((cell) => `<td>${isolated(cell)}</td>`).join('')}</tr>`);
  return `<table>\n<thead><tr>${headings}</tr></thead>\n<tbody>${lines.join('\n')}</tbody>\n</table>`;
}
