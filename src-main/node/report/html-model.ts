import { releaseReason, type ModelCard } from '#common/model/model-card';
import type { Say } from '#common/words/say';
import { formatPercent } from '#common/viewer/format';
import { escapeHtml, htmlTable } from './html-text.ts';

type Estimate = ModelCard['operatingPoints']['sensitive']['test']['sensitivity'];

/** What of the model card whoever reads scores has to know: which model, at which points, how good, and for what. */
export function modelExcerpt(card: ModelCard, say: Say): string {
  const { name, version, onnx, release, intendedUse, limitations, data, metrics, operatingPoints } = card;
  const points = (['sensitive', 'specific'] as const).map((point) => {
    const { threshold, test } = operatingPoints[point];
    const from = threshold.toFixed(3).replace('.', say('.'));
    return [say(point), from, interval(test.sensitivity, say), interval(test.specificity, say)];
  });
  const head = [say('Operating point'), say('From'), say('Sensitivity'), say('Specificity')];
  const released = say(release.verdict === 'threeWay' ? 'verdicts' : 'ranking only');
  const tested = say(
    '{source}: {count} films, {fractures} with a fracture, area under the ROC curve {auroc}',
    {
      source: data.name,
      count: data.test.images,
      fractures: data.test.fractured,
      auroc: interval(metrics.test.auroc, say),
    },
  );
  return `<h2>${escapeHtml(say('Model and operating points'))}</h2>
<dl>
${entry(say('Model'), escapeHtml(`${name} ${version}`))}
${entry('SHA-256', onnx.sha256)}
${entry(say('Released for'), escapeHtml(`${released}: ${releaseReason(card, say)}`))}
${entry(say('Intended use'), english(intendedUse))}
${entry(say('Tested on'), escapeHtml(tested))}
</dl>
${htmlTable(head, points)}
<p class="faint">${escapeHtml(say('Figures of the test split with 95 % intervals.'))}</p>
<ul>${limitations.map((limit) => `<li>${english(limit)}</li>`).join('\n')}</ul>
`;
}

function entry(name: string, html: string): string {
  return `<dt>${escapeHtml(name)}</dt><dd>${html}</dd>`;
}

/** What the card says in its own words. */
function english(text: string): string {
  return `<span lang="en">${escapeHtml(text)}</span>`;
}

function interval({ value, lower, upper }: Estimate, say: Say): string {
  return say('{value} ({lower} to {upper})', {
    value: formatPercent(value),
    lower: formatPercent(lower),
    upper: formatPercent(upper),
  });
}
