import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse, type AST } from 'svelte/compiler';
import { german } from '#common/words/german';

const root = join(__dirname, '../../..');
const sources = ['src-renderer', 'src-main']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
      join(root, folder, file),
    ),
  )
  .filter((file) => /\.(ts|svelte)$/.test(file) && !/words.german/.test(file));
const components = sources.filter((file) => file.endsWith('.svelte'));

/** Two letters together are a word; units, and DICOM's terms in capitals, are the same in every language. */
const word = /\p{L}{2}/u;
const sameEverywhere = /^(Osteon|mm|ms|px|[A-Z]{2,}(, [A-Z]{2,})*)$/;
const spoken = new Set(['title', 'aria-label', 'aria-valuetext', 'placeholder', 'alt']);

function isPlain(text: string): boolean {
  const trimmed = text.trim();
  return word.test(trimmed) && !sameEverywhere.test(trimmed);
}

/** What a component would say in one language only: texts, and attributes that are read out, beside the catalogue. */
function plainTexts(node: unknown, found: string[] = []): string[] {
  if (Array.isArray(node)) node.forEach((one) => plainTexts(one, found));
  else if (typeof node === 'object' && node !== null && 'type' in node) {
    const one = node as AST.BaseNode & Record<string, unknown>;
    if (['StyleSheet', 'Script', 'StyleDirective'].includes(one.type)) return found;
    if (one.type === 'Attribute' && !spoken.has(String(one['name']))) return found;
    if (one.type === 'Text' && isPlain(String(one['data']))) found.push(String(one['data']).trim());
    for (const [key, inner] of Object.entries(one))
      if (key !== 'css' && key !== 'instance' && key !== 'module') plainTexts(inner, found);
  }
  return found;
}

describe('the catalogue', () => {
  it('finds a plain text wherever one can stand', () => {
    const source = `<p title="One">Two {three} <b aria-label="Fo{ur}">x</b></p>{#if a}Five{:else}12 mm{/if}`;
    expect(plainTexts(parse(source, { modern: true }))).toEqual(['One', 'Two', 'Fo', 'Five', '12 mm']);
  });

  it.each(components.map((file) => [basename(file), file]))('says every text of %s', (_, file) => {
    expect(plainTexts(parse(readFileSync(file, 'utf8'), { modern: true }))).toEqual([]);
  });

  it('holds no message that nothing says', () => {
    const all = sources.map((file) => readFileSync(file, 'utf8')).join('\n');
    const patterned =
      /^(Window \d of the menu|Move the selected annotation|Synthetic: |\S+( or more)? films$)/;
    const unsaid = Object.keys(german).filter(
      (message) =>
        !patterned.test(message) &&
        !/^\w+$/.test(message) &&
        !all.includes(message.replaceAll("'", "\\'")) &&
        !all.includes(message),
    );
    expect(unsaid).toEqual([]);
  });
});
