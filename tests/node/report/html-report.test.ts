import { columns, type ReportRow } from '#node/report/columns';
import { htmlReport, type HtmlReport } from '#node/report/html-report';
import { madeUpCard as card } from '../../support/synthetic-results.ts';

const hostile = `</td><script>alert("1")</script><img src='https://x.example/a.png' onerror=alert(2)>\u202egpj\0`;
const row = (rest: Partial<ReportRow>): ReportRow => ({
  ...(Object.fromEntries(columns.map((name) => [name, null])) as unknown as ReportRow),
  path: `/films/${hostile}.dcm`,
  patientId: 'SMITH-77',
  studyDate: '20260102',
  bodyPartExamined: 'HAND',
  frame: 0,
  ...rest,
});
const scored = (probability: number, label: string, rest: Partial<ReportRow> = {}) =>
  row({
    scope: 'inScope',
    scopeReason: 'validated',
    probability,
    release: 'threeWay',
    label,
    model: { name: 'm', version: '1', sha256: card.onnx.sha256 },
    ...rest,
  });
const rows = [
  scored(0.2, 'notFlagged'),
  scored(0.9, 'suspected', { bodyPartExamined: hostile }),
  scored(0.99, 'suspected', { model: { name: 'm', version: '0', sha256: 'ff'.repeat(32) } }),
  row({ errorCode: 'truncated-file', errorMessage: `SMITH-77 ${hostile}` }),
  row({ scope: 'outOfScope', scopeReason: 'modality' }),
];
async function made(rest: Partial<HtmlReport> = {}): Promise<string> {
  const report: HtmlReport = {
    rows,
    card,
    language: 'en',
    made: new Date(Date.UTC(2026, 0, 2, 3, 4)),
    withIdentity: false,
    pictures: 10,
    pictureOf: async () => ({
      kind: 'shown',
      plain: 'data:image/png;base64,AAAA',
      map: null,
      without: 'the score is of another model.',
    }),
    ...rest,
  };
  let page = '';
  for await (const piece of htmlReport(report)) page += piece;
  return page;
}

describe('htmlReport', () => {
  it('escapes whatever files say, and refers to nothing outside itself', async () => {
    const page = await made({ withIdentity: true });
    expect(page).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;');
    const tags = new Set([...page.matchAll(/<([a-z]\w*)/g)].map(([, tag]) => tag));
    for (const tag of ['script', 'link', 'iframe', 'object', 'a']) expect(tags).not.toContain(tag);
    expect([...page.matchAll(/<img /g)]).toHaveLength(1);
    expect(page).not.toContain('\0');
    const references = [...page.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address]) =>
      address!.slice(0, 5),
    );
    expect(new Set(references)).toEqual(new Set(['data:']));
    expect(page).toContain(`content="default-src 'none'; img-src data:; style-src 'sha256-`);
  });

  it('names nobody unless that is asked for', async () => {
    const page = await made();
    for (const identity of ['SMITH', '2026-01-02</', '/films/']) expect(page).not.toContain(identity);
    const named = await made({ withIdentity: true });
    for (const identity of ['SMITH-77', '2026-01-02', '/films/']) expect(named).toContain(identity);
  });

  it('shows of the free text for a body part its terms alone, unless who it is of is asked for', async () => {
    const free = [
      scored(0.8, 'suspected', { bodyPartExamined: 'HAND OF MUELLER', imageLaterality: 'LEHMANN' }),
      scored(0.7, 'suspected', { bodyPartExamined: 'LUMBROSO' }),
      scored(0.6, 'suspected', { bodyPartExamined: 'tib/fib', imageLaterality: 'L' }),
    ];
    const page = await made({ rows: free });
    for (const name of ['MUELLER', 'LEHMANN', 'LUMBROSO']) expect(page).not.toContain(name);
    expect(page).toContain('TIB FIB');
    expect(await made({ rows: free, withIdentity: true })).toContain('HAND OF MUELLER');
  });

  it('puts the highest score first, and apart what another model scored', async () => {
    const page = await made();
    const flagged = [...page.matchAll(/<h3>Row (\d+)/g)].map(([, number]) => number);
    expect(flagged).toEqual(['2']);
    const scores = [...page.matchAll(/<td><bdi>(0\.\d\d)<\/bdi><\/td>/g)].map(([, score]) => score);
    expect(scores).toEqual(['0.90', '0.20', '0.99']);
    expect(page.indexOf('Scores of another model')).toBeGreaterThan(page.indexOf('the highest first'));
  });

  it('counts, says what failed and why, and carries the notice and the model', async () => {
    const page = await made();
    const counts = [...page.matchAll(/<dt>([^<]+)<\/dt><dd>(\d+)<\/dd>/g)].map(([, name, count]) => [
      name,
      count,
    ]);
    expect(Object.fromEntries(counts)).toMatchObject({
      'Films and frames': '5',
      'With a score': '3',
      failed: '1',
      'outside scope': '1',
      'Scored by another model': '1',
    });
    for (const text of [
      'truncated-file',
      'Investigational, not for diagnosis',
      card.onnx.sha256,
      'Sensitivity',
    ])
      expect(page).toContain(text);
    expect(page).not.toMatch(/\b(normal|negative|diagnosed|detected)\b/);
  });

  it('speaks German from its head to its foot, and marks as English what the model card says of itself', async () => {
    const page = await made({ language: 'de' });
    expect(page).toContain('<html lang="de">');
    const headings = [...page.matchAll(/<h[123]>([^<]+)<.h[123]>/g)].map(([, words]) => words);
    expect(headings).toEqual([
      'Bericht über einen Scan',
      'Anzahlen',
      'Modell und Arbeitspunkte',
      'Zusammenfassung',
      'Markierte Aufnahmen',
      'Zeile 2: Verdacht auf Fraktur, 0,90',
      'Fehlschläge: Diese Aufnahmen müssen gelesen werden wie jede andere',
      'außerhalb des Anwendungsbereichs: kein Ergebnis',
      'Aufnahmen mit Rangwert, der höchste zuerst',
      'Rangwerte eines anderen Modells, mit denen darüber nicht vergleichbar',
    ]);
    const own = page
      .replace(/<span lang="en">.*?<.span>/g, '')
      .replace(/<style>.*?<.style>|class="\w+"/gs, '');
    expect(own.match(/\b(the|films|scores?|with|shown|not)\b.*/gi)).toBeNull();
  });
});
