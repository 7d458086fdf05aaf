import { dialog, type BrowserWindow } from 'electron';
import type { FilmComparison, StagedModel } from '#common/contract/model-trial';
import { AppError, toPageReport } from '#common/errors';
import type { ModelTrust } from '#common/contract/model-trial';
import { failureTexts } from '#common/viewer/failure-texts';
import type { Say } from '#common/words/say';
import type { ModelShelf } from '#node/models/model-shelf';
import type { EngineHost } from './engine-host.ts';

export interface ModelDeskServices {
  readonly window: BrowserWindow;
  readonly engine: Pick<EngineHost, 'ask' | 'restart'>;
  readonly shelf: ModelShelf;
  /** What the engine needs to try a package beside the model in use. */
  readonly staging: {
    readonly shelf: string;
    readonly builtIn: string;
    readonly films: string;
    readonly trust: ModelTrust;
  };
  speech(): Say;
}

/** Installs model packages and goes back, by the menu: the page has no part in which model speaks. */
export class ModelDesk {
  readonly #services: ModelDeskServices;
  #isBusy = false;

  constructor(services: ModelDeskServices) {
    this.#services = services;
  }

  /** Asks for a package, shows how its model did, and uses it where the person agrees. */
  install(): Promise<void> {
    return this.#oneAtATime(async () => {
      const { window, engine, shelf, staging, speech } = this.#services;
      const answer = await dialog.showOpenDialog(window, {
        properties: ['openFile'],
        filters: [{ name: speech()('Model package of Osteon'), extensions: ['osteon-model'] }],
      });
      const [packageFile] = answer.canceled ? [] : answer.filePaths;
      if (packageFile === undefined) return;
      const staged = await engine.ask('stageModel', { packageFile, ...staging });
      if (!(await this.#agrees(staged))) return shelf.discard(staged.modelId);
      shelf.use(staged.modelId);
      await this.#serve();
    });
  }

  goBack(): Promise<void> {
    return this.#oneAtATime(async () => {
      this.#services.shelf.goBack();
      await this.#serve();
    });
  }

  /** A model that passed its trial and still keeps the engine from coming up is not left in use. */
  async #serve(): Promise<void> {
    const { engine, shelf } = this.#services;
    const status = await engine.restart();
    if (status.state !== 'viewerOnly' && status.state !== 'down') return;
    if (shelf.canGoBack) shelf.goBack();
    await engine.restart();
    throw new AppError(status.error.code, status.error.message);
  }

  async #agrees(staged: StagedModel): Promise<boolean> {
    const { window, speech } = this.#services;
    const say = speech();
    const { name, version, isSigned, comparison } = staged;
    const { response } = await dialog.showMessageBox(window, {
      type: isSigned ? 'question' : 'warning',
      message: say('Use {name} {version} from now on?', { name, version }),
      detail: [
        say(
          isSigned
            ? 'Signed by a key of the administrator. It gives the reference output of its card on this computer.'
            : 'NOT SIGNED: nobody vouches for it. It gives the reference output of its card on this computer.',
        ),
        say('Scores of the sample study, so far and with it:'),
        ...comparison.map((film) => compared(film, say)),
      ].join('\n\n'),
      buttons: [say('Use it'), say('Keep the model in use')],
      defaultId: 1,
      cancelId: 1,
    });
    return response === 0;
  }

  async #oneAtATime(work: () => Promise<void>): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    try {
      await work();
    } catch (thrown) {
      const { code, message } = toPageReport(thrown);
      const { window, speech } = this.#services;
      await dialog.showMessageBox(window, {
        type: 'error',
        message: speech()(failureTexts[code]),
        detail: `${message} ${code}`,
      });
    } finally {
      this.#isBusy = false;
    }
  }
}

function compared({ film, before, after }: FilmComparison, say: Say): string {
  const written = (probability: number | null): string =>
    probability === null ? say('no score') : probability.toFixed(4);
  return `${film}: ${written(before)} → ${written(after)}`;
}
