import { toErrorReport } from '#common/errors';
import { parseArgs } from 'node:util';
import { describeExport, exportModel } from './card/export-model.ts';
import { attachSameFilm } from './card/model-folder.ts';

const help = `npm run export -- [options]

  --run DIR             a finished training (training/runs/shipped)
  --configuration NAME  of that training, where DIR does not hold it (shipped)
  --data PATH           the folder of the data sets (../shared/data), or of one's own films as in the training
  --foreign PATH        a folder whose dicom/ holds images of no limb, to judge the scope gate (../shared/data)
  --sizes LIST          input sizes to choose from by validation AUROC; the last of the training if left out
  --out DIR             gets network, card and readable card (training/runs/candidate)
  --version TEXT        instead of the configuration's
  --from DIR            the model that the training went on from
  --gate-films N        the most training films that the scope gate is fitted to (1500)
  --same-film FILE      report of npm run probe -- same-film (training/runs/probes/same-film.json)
  --complete DIR        only adds that report to the cards of a model exported before

Decides by validation films alone. The model that ships is not touched unless --out says so.`;

const { values: options } = parseArgs({
  options: {
    run: { type: 'string', default: 'training/runs/shipped' },
    configuration: { type: 'string', default: 'shipped' },
    data: { type: 'string', default: '../shared/data' },
    foreign: { type: 'string', default: '../shared/data' },
    sizes: { type: 'string', default: '' },
    out: { type: 'string', default: 'training/runs/candidate' },
    version: { type: 'string' },
    from: { type: 'string' },
    'gate-films': { type: 'string', default: '1500' },
    'same-film': { type: 'string', default: 'training/runs/probes/same-film.json' },
    complete: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

if (options.help) console.log(help);
else
  main().catch((thrown: unknown) => {
    console.error(toErrorReport(thrown).message);
    process.exitCode = 1;
  });

async function main(): Promise<void> {
  const sameFilm = options['same-film'];
  if (options.complete !== undefined) {
    const card = await attachSameFilm(options.complete, sameFilm);
    console.log(card.sameFilm.measured ? 'The cards now have the report.' : card.sameFilm.reason);
    return;
  }
  const card = await exportModel({
    ...options,
    sameFilm,
    gateFilms: Number(options['gate-films']),
    sizes: options.sizes === '' ? [] : options.sizes.split(',').map(Number),
    onProgress: (line) => console.log(line),
  });
  console.log(describeExport(card));
}
