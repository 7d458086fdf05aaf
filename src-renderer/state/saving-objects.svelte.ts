import type { ImageId } from '#common/contract/ipc';
import type { SavedObjects, WantedObjects } from '#common/contract/saved-objects';
import type { DicomForm } from '#common/deidentify/deidentification';
import { toErrorReport, type ErrorReport } from '#common/errors';
import { cornersInSight, type ViewState } from '#common/objects/view-state';
import { hasPrediction } from '#common/viewer/finding';
import type { Pane } from './pane.svelte.ts';

/** What can be saved of a film, each by its own tick. */
export type ObjectChoice = keyof WantedObjects | 'keyImages';

type Save = (
  imageId: ImageId,
  node: string | null,
  form: DicomForm,
  wanted: WantedObjects,
  keyImageIds: readonly ImageId[],
) => Promise<SavedObjects | null>;

/** The DICOM objects of the film on screen: which are wanted, and what came of it. */
export class SavingObjects {
  open = $state(false);
  /** The DICOM node that they go to, by its name; null for a folder. */
  node: string | null = $state(null);
  /** How they lie in a folder. */
  form: DicomForm = $state('folder');
  busy = $state(false);
  /** The heat map is asked for, as it is in the window where no verdict is given. */
  readonly ticked: Record<ObjectChoice, boolean> = $state({
    report: true,
    picture: false,
    view: true,
    drawn: true,
    keyImages: false,
  });
  /** Of the film that it was saved of, and gone with it. */
  #outcome: {
    readonly imageId: ImageId;
    readonly node: string | null;
    readonly saved: SavedObjects | ErrorReport;
  } | null = $state.raw(null);
  readonly #pane: () => Pane;
  readonly #save: Save;
  readonly #keyImages: () => readonly ImageId[];

  /** @param keyImages the starred images of the study on screen */
  constructor(pane: () => Pane, save: Save, keyImages: () => readonly ImageId[] = () => []) {
    this.#pane = pane;
    this.#save = save;
    this.#keyImages = keyImages;
  }

  /** What there is of the film: a result that may be shown, a number to picture, a view that can be kept. */
  readonly available: Readonly<Record<ObjectChoice, boolean>> = $derived.by(() => {
    const { shownResult } = this.#pane();
    const result = shownResult?.state === 'result' ? shownResult.result : null;
    return {
      report: result !== null,
      picture: result !== null && hasPrediction(result),
      view: this.#view !== null,
      drawn: this.#pane().annotations.annotations.length > 0,
      keyImages: this.#keyImageIds.length > 0,
    };
  });

  readonly wanted: WantedObjects = $derived.by(() => {
    const { ticked, available } = this;
    const { annotations } = this.#pane();
    return {
      report: ticked.report && available.report,
      picture: ticked.picture && available.picture,
      view: ticked.view ? this.#view : null,
      drawn:
        ticked.drawn && available.drawn
          ? { annotations: [...annotations.annotations], calibration: annotations.calibration }
          : null,
    };
  });

  readonly #keyImageIds: readonly ImageId[] = $derived.by(() => this.#keyImages());
  readonly #wantsKeyImages: boolean = $derived(this.ticked.keyImages && this.#keyImageIds.length > 0);

  readonly isNothing: boolean = $derived(
    !this.wanted.report &&
      !this.wanted.picture &&
      this.wanted.view === null &&
      this.wanted.drawn === null &&
      !this.#wantsKeyImages,
  );

  get outcome(): SavedObjects | ErrorReport | null {
    const { shown } = this.#pane();
    return this.#outcome !== null && this.#outcome.imageId === shown?.imageId ? this.#outcome.saved : null;
  }

  /** Whether the outcome is one of sending. */
  get wasSent(): boolean {
    return this.#outcome !== null && this.#outcome.node !== null;
  }

  /** @param node by its name; null for a folder that the person chooses */
  async save(node: string | null = null): Promise<void> {
    const imageId = this.#pane().shown?.imageId;
    if (imageId === undefined || this.busy || this.isNothing) return;
    this.busy = true;
    try {
      const keyImageIds = this.#wantsKeyImages ? this.#keyImageIds : [];
      const saved = await this.#save(imageId, node, this.form, this.wanted, keyImageIds);
      if (saved !== null) this.#outcome = { imageId, node, saved };
    } catch (thrown) {
      this.#outcome = { imageId, node, saved: toErrorReport(thrown) };
    } finally {
      this.busy = false;
    }
  }

  /** Null for colour, which no greyscale presentation state describes. */
  get #view(): ViewState | null {
    const { viewport, annotations } = this.#pane();
    const { frame, transform, canvas, image, voi, inverted, orientation } = viewport;
    if (frame === null || transform === null || image === null || voi === null) return null;
    const { samplesPerPixel, palette, modalityLut } = frame.description.pixels;
    if (samplesPerPixel === 3 || palette !== null || modalityLut !== null) return null;
    const {
      center,
      width,
      function: name,
    } = voi.kind === 'window' ? voi : { center: 0, width: 0, function: null };
    return {
      window: name === null ? null : { center, width, function: name },
      inverted,
      orientation: { ...orientation },
      inSight: cornersInSight(transform, canvas, image),
      annotations: annotations.annotations,
      calibration: annotations.calibration,
    };
  }
}
