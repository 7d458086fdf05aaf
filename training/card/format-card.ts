import type { Estimate, ModelCard } from '#common/model/model-card';
import { investigationalNotice } from '#common/model/notice';
import { capital, countsOf, figure, percent, signed, table } from './markdown.ts';

/** The readable card: Markdown of the figures and statements of a model card, and of nothing else. */
export function formatCard(card: ModelCard): string {
  const sections = [
    introduction(card),
    ranking(card),
    operatingPoints(card),
    calibration(card),
    subgroups(card),
    sameFilm(card),
    scopeGate(card),
    data(card),
    network(card),
    provenance(card),
  ];
  return `${sections.join('\n\n')}\n`;
}

function introduction({ name, version, intendedUse, release, limitations, parent }: ModelCard): string {
  const verdict =
    release.verdict === 'threeWay'
      ? 'Verdicts on films are given.'
      : '**Ranking only: no verdict is given on a film.**';
  return [
    `# ${name} ${version}`,
    `**${investigationalNotice}.**`,
    intendedUse,
    `${verdict} ${release.reason}`,
    ...(parent === null ? [] : [`Trained on from ${parent.name} ${parent.version} (\`${parent.sha256}\`).`]),
    '## Limitations',
    limitations.map((limitation) => `- ${limitation}`).join('\n'),
  ].join('\n\n');
}

function ranking({ metrics, data: sets, elsewhere }: ModelCard): string {
  const { validation, test } = metrics;
  const rows = [
    ['AUROC', test.auroc, validation.auroc],
    ['Average precision', test.averagePrecision, validation.averagePrecision],
    [
      'Sensitivity at 90 % specificity',
      test.sensitivityAt90Specificity,
      validation.sensitivityAt90Specificity,
    ],
    [
      'Sensitivity at 95 % specificity',
      test.sensitivityAt95Specificity,
      validation.sensitivityAt95Specificity,
    ],
  ] as const;
  const note =
    elsewhere === null
      ? 'No second data set was measured.'
      : `On ${elsewhere.name}: AUROC ${figure(elsewhere.auroc)} on ${elsewhere.images} held-out images ` +
        `(${elsewhere.fractured} fractured), ${figure(elsewhere.groupwiseAuroc)} on the mean of each of its ` +
        `${elsewhere.groups} source radiographs; ${elsewhere.interval}. Known leakage: ${elsewhere.knownLeakage}.`;
  return [
    '## How it orders films',
    table(
      [sets.name, `Test (${countsOf(sets.test)})`, `Validation (${countsOf(sets.validation)})`],
      rows.map(([title, tested, validated]) => [title, figure(tested), figure(validated)]),
    ),
    `Intervals: ${metrics.interval}. Everything was chosen by validation, which makes its figures optimistic. ` +
      `Known leakage: ${sets.knownLeakage}.`,
    note,
  ].join('\n\n');
}

function operatingPoints({ operatingPoints: { sensitive, specific }, release, views }: ModelCard): string {
  const points = [sensitive, specific] as const;
  const names = ['Sensitivity', 'Specificity', 'Accuracy', 'Precision', 'F1'] as const;
  const keys = ['sensitivity', 'specificity', 'accuracy', 'precision', 'f1'] as const;
  const both = points.map((point) => `${point.threshold.toFixed(3)} (${point.chosenBy})`);
  const flags = sensitive.flagsPer100.map((flag, i) => [
    percent(flag.prevalence),
    ...[flag, specific.flagsPer100[i]!].map(
      ({ flagged, fractured, missed }) =>
        `${flagged.toFixed(1)}, ${fractured.toFixed(1)} of them fractured; ${missed.toFixed(1)} missed`,
    ),
  ]);
  return [
    '## Operating points',
    ...(release.verdict === 'threeWay' ? [] : ['Measured, but not used: the model may only rank.']),
    table(
      ['On the test split', 'Sensitive', 'Specific'],
      [
        ['Threshold', ...both],
        ...names.map((name, i) => [name, ...points.map(({ test }) => figure(test[keys[i]!]))]),
      ],
    ),
    'Of 100 films, by the share that is fractured:',
    table(['Fractured', 'Flagged at the sensitive point', 'Flagged at the specific point'], flags),
    views.statement,
    table(
      ['Views', 'False alarms at the sensitive point', 'False alarms at the specific point'],
      views.falseAlarms.map((rate) => [`${rate.views}`, percent(rate.sensitive), percent(rate.specific)]),
    ),
  ].join('\n\n');
}

function calibration({ calibration: { slope, intercept, fittedOn, test } }: ModelCard): string {
  return [
    '## Calibration',
    `probability = sigmoid(${slope.toFixed(4)} × logit ${signed(intercept)}), fitted on the ${fittedOn}.`,
    table(
      ['On the test split', 'Value', 'Best'],
      [
        ['Slope', figure(test.slope), '1'],
        ['Intercept, slope held at 1', figure(test.intercept), '0'],
        ['Brier score', figure(test.brierScore), '0'],
        [`Expected calibration error, ${test.bins} bins`, figure(test.expectedCalibrationError), '0'],
      ],
    ),
    'The calibration error is for information: with few films it is well above 0 even for a perfect model.',
  ].join('\n\n');
}

function subgroups({ subgroups: groups }: ModelCard): string {
  const unknown = (estimate: Estimate | null): string => (estimate === null ? 'unknown' : figure(estimate));
  return [
    '## Parts of the test split',
    table(
      [
        'Kind',
        'Value',
        'Films',
        'Fractured',
        'AUROC',
        'Sensitivity, sensitive point',
        'Specificity, sensitive point',
      ],
      groups.map(({ kind, value, films, fractured, auroc, sensitive }) => [
        kind,
        value,
        `${films}`,
        `${fractured}`,
        unknown(auroc),
        unknown(sensitive.sensitivity),
        unknown(sensitive.specificity),
      ]),
    ),
    'Unknown: too few films of a class to say.',
  ].join('\n\n');
}

function sameFilm({ sameFilm: report }: ModelCard): string {
  const title = '## One film in several files';
  if (!report.measured) return `${title}\n\n${capital(report.reason)}.`;
  const cases = [
    ['All files', report],
    ['Full size', report.fullSize],
    ['Half size', report.halfSize],
    ["Half size, no smaller than the model's input", report.halfSizeOfLargeFilms],
  ] as const;
  return [
    title,
    `Films of ${report.set}: largest difference of the probability from the film as the data set holds it.`,
    table(
      ['Files', 'Films', 'Largest difference', `Beyond ${report.tolerance}`, 'Another label'],
      cases.map(([name, { films, worstDifference, beyondTolerance, labelChanges }]) => [
        name,
        `${films}`,
        worstDifference.toFixed(4),
        `${beyondTolerance}`,
        `${labelChanges}`,
      ]),
    ),
  ].join('\n\n');
}

function scopeGate({ scopeDistance: gate }: ModelCard): string {
  const share = ({ images, flagged }: { images: number; flagged: number }): string =>
    `${flagged} of ${images}`;
  return [
    '## Scope by features',
    `${capital(gate.method)}. Fitted on ${gate.fittedOn}; threshold ${gate.threshold.toFixed(3)}: ${gate.chosenBy}.`,
    table(
      ['Images', 'Beyond the threshold', 'AUROC against the test split'],
      [
        ['validation split', share(gate.validation), ''],
        ['test split', share(gate.test), ''],
        ...gate.foreign.map((kind) => [kind.kind, share(kind), kind.auroc.toFixed(3)]),
      ],
    ),
  ].join('\n\n');
}

function data({ data: sets, regions }: ModelCard): string {
  return [
    '## Data',
    `${sets.citation}; doi ${sets.doi}; ${sets.licence}. Labels: \`${sets.manifestSha256}\`.`,
    table(
      ['Set', 'Split', 'Films', 'Fractured'],
      [
        ...(['train', 'validation', 'test'] as const).map((split) => [
          sets.name,
          split,
          `${sets[split].images}`,
          `${sets[split].fractured}`,
        ]),
        ...sets.alsoTrainedOn.map((other) => [
          `${other.name} (${other.licence})`,
          other.selection,
          `${other.images}`,
          `${other.fractured}`,
        ]),
      ],
    ),
    table(
      ['Body part in the test split', 'Films', 'Fractured'],
      Object.entries(regions).map(([part, { testImages, testFractured }]) => [
        part,
        `${testImages}`,
        `${testFractured}`,
      ]),
    ),
  ].join('\n\n');
}

function network({ onnx, input, architecture }: ModelCard): string {
  const { pretrainedWeights } = architecture;
  return [
    '## Network',
    [
      `- ${architecture.backbone}, width ${architecture.widthMultiplier}; ${architecture.head}`,
      `- Trained: ${architecture.trained}; begun with ${pretrainedWeights.name} (${pretrainedWeights.licence})`,
      `- Input ${input.rows} × ${input.columns}, preprocessing ${input.preprocessing}`,
      `- \`${onnx.file}\`, opset ${onnx.opset}, SHA-256 \`${onnx.sha256}\``,
    ].join('\n'),
    table(
      ['Weights stored as', 'Bytes', 'Largest difference of a logit', 'Validation AUROC', ''],
      onnx.precisionTrials.map((trial) => [
        trial.precision,
        `${trial.bytes}`,
        `${trial.largestLogitDifference.toExponential(1)} over ${trial.films} films`,
        trial.validationAuroc.toFixed(4),
        `${trial.shipped ? '**shipped**: ' : ''}${trial.reason}`,
      ]),
    ),
  ].join('\n\n');
}

function provenance({ provenance: { command, seed, codeSha256, createdAt, trials } }: ModelCard): string {
  return [
    '## Where it comes from',
    `\`${command}\`, seed ${seed}, ${createdAt}; SHA-256 of the sources that decide numbers: \`${codeSha256}\`.`,
    table(
      ['Tried', 'Validation AUROC'],
      trials.map(({ configuration, validationAuroc }) => [configuration, validationAuroc.toFixed(4)]),
    ),
  ].join('\n\n');
}
