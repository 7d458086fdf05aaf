import type { StudyId } from '#common/browse/study-summary';
import type { ImageEntry, ImageId, OpeningId } from '#common/contract/ipc';
import type { Hanging } from '#common/hanging/hang';
import { hangInTwo } from '#common/hanging/hang-in-two';
import type { HangingRule } from '#common/hanging/hanging-rules';
import type { PaneLayout } from '#common/viewer/pane-layouts';
import type { Api } from '../api.ts';
import { FilmsAhead } from './films-ahead.ts';
import { FrameStore } from './frame-store.ts';
import { HangingState } from './hanging.svelte.ts';
import type { Pane } from './pane.svelte.ts';
import { PanesState } from './panes.svelte.ts';
import type { StudiesState } from './studies.svelte.ts';
import type { StudyListState } from './study-list.svelte.ts';
import type { ViewportState } from './viewport.svelte.ts';

/** What the placement of films goes by, and whom it tells. */
export interface PlacementSurroundings {
  readonly api: Pick<Api, 'ask' | 'loadFrame'>;
  readonly list: StudyListState;
  readonly studies: StudiesState;
  rules(): readonly HangingRule[];
  createPane(): Pane;
  /** The film that is turned to next; null where there is none. */
  following(): ImageId | null;
  /** Looks for what to compare the film's study with. */
  attend(imageId: ImageId): void;
  openPrior(studyId: StudyId): Promise<void>;
  /** These are on screen or soon will be, the most urgent first. */
  wanted(images: readonly ImageEntry[]): void;
  selected(imageId: ImageId): void;
}

/** Which film lies in which pane, and whose pixels are fetched for that. */
export class FilmPlacement {
  readonly panes: PanesState;
  readonly hanging: HangingState;
  readonly #surroundings: PlacementSurroundings;
  readonly #frames: FrameStore;
  readonly #ahead = new FilmsAhead((imageId, frame) => this.panes.active.viewport.prepare(imageId, frame));
  /** To be selected once it is open again; whatever a person selects meanwhile stays. */
  #awaitedImage: ImageId | null = null;
  /** Asked for in the browser and not on screen yet; whatever a person selects meanwhile stays. */
  #awaitedStudy: StudyId | null = null;
  /** To be put beside what is on screen once it is open. */
  #compared: StudyId | null = null;

  constructor(surroundings: PlacementSurroundings) {
    this.#surroundings = surroundings;
    this.panes = new PanesState(() => surroundings.createPane());
    this.hanging = new HangingState(surroundings.list, () => surroundings.rules());
    this.#frames = new FrameStore((id) => surroundings.api.loadFrame(id), {
      loaded: (id, frame) => {
        const shown = this.panes.all.filter(({ viewport }) => viewport.receive(id, frame));
        if (shown.length === 0) this.#ahead.add(id, frame);
      },
      failed: (id, error) => this.panes.all.forEach(({ viewport }) => viewport.fail(id, error)),
    });
  }

  get #list(): StudyListState {
    return this.#surroundings.list;
  }

  select(imageId: ImageId): void {
    this.#awaitedStudy = null;
    this.#awaitedImage = null;
    this.#show(imageId);
  }

  /** Brings the study that the image is of, hung from its first film on. */
  turnTo(imageId: ImageId): void {
    this.#awaitedStudy = null;
    this.#awaitedImage = null;
    this.#hang(imageId);
    const [first] = this.panes.all;
    if (first) this.activate(first);
  }

  /** Takes back what a person arranged, and takes in what arrived since. */
  hangAnew(): void {
    const { currentId } = this.hanging;
    if (currentId !== null) this.turnTo(currentId);
  }

  /** Puts an image of the list into a pane, which becomes the active one. */
  place(pane: Pane, imageId: ImageId): void {
    if (this.#list.entry(imageId) === null) return;
    this.#awaitedStudy = null;
    this.#awaitedImage = null;
    this.hanging.byHand = true;
    this.#put(pane, imageId);
    this.activate(pane);
  }

  activate(pane: Pane): void {
    this.panes.activate(pane);
    if (pane.imageId !== null) {
      this.#list.select(pane.imageId);
      this.#surroundings.selected(pane.imageId);
    }
    this.#wish();
  }

  stepPane(direction: 1 | -1): void {
    this.panes.step(direction);
    this.activate(this.panes.active);
  }

  /** Makes so many panes; new ones get what else there is of the study on screen. */
  arrange(layout: PaneLayout): void {
    this.panes.arrange(layout);
    this.hanging.byHand = true;
    this.#fill(this.#list.studyOf(this.#list.selectedId));
    this.activate(this.panes.active);
  }

  /** Takes in images that an opening found; those that nobody asked for move nothing. */
  add(openingId: OpeningId, images: readonly ImageEntry[], unasked: boolean): void {
    const first = this.#list.add(openingId, images);
    const awaited = images.find((image) => image.imageId === this.#awaitedImage);
    if (awaited !== undefined) return this.select(awaited.imageId);
    if (first !== null) return this.#show(first);
    const grown = this.hanging.grown(images, unasked);
    if (grown !== null) this.#lay(grown);
    const arrived = images.map(({ imageId }) => imageId);
    const lacking = this.hanging.byHand ? [] : this.hanging.filmsOf(this.hanging.currentId);
    this.#fill(arrived.filter((id) => this.hanging.isOfCurrent(id) || lacking.includes(id)));
    this.#wish();
  }

  /** Selects the image once it is among the open ones, or at once. */
  awaitImage(imageId: ImageId): void {
    if (this.#list.entry(imageId) !== null) this.select(imageId);
    else this.#awaitedImage = imageId;
  }

  /** Shows the study once it is among the open ones. */
  await(studyId: StudyId): void {
    this.#awaitedStudy = studyId;
  }

  /** Goes by what the index has learnt of the open films. */
  heedIndex(): void {
    this.#showAwaited();
    this.#attendPriors();
    if (this.#compared !== null && this.#surroundings.studies.firstImageOf(this.#compared) !== null)
      void this.compare(this.#compared);
  }

  /** Puts a film of an earlier study beside what is on screen, whosever it is: the strip over it says so. */
  async compare(studyId: StudyId): Promise<void> {
    const imageId = this.#surroundings.studies.firstImageOf(studyId);
    if (imageId === null) {
      this.#compared = studyId;
      return this.#surroundings.openPrior(studyId);
    }
    this.#compared = null;
    if (this.panes.all.length === 1) this.panes.arrange('1x2');
    const { current } = this.hanging;
    const pane = this.panes.all.findLast(({ entry }) => entry === null || entry !== current);
    if (pane) this.place(pane, imageId);
  }

  /** In the pane that has it already, in the active one beside its own joint, or else hung anew. */
  #show(imageId: ImageId): void {
    const { active } = this.panes;
    if (this.panes.holding(imageId) === null && !this.hanging.joins(imageId, active.imageId))
      this.#hang(imageId);
    const pane = this.panes.holding(imageId) ?? this.panes.active;
    this.#put(pane, imageId);
    this.activate(pane);
  }

  #hang(imageId: ImageId): void {
    const hanging = this.hanging.begin(imageId);
    if (hanging !== null) this.#lay(hanging);
    this.#attendPriors();
  }

  /** Looks for what to compare the study with that is read, and the one after it. */
  #attendPriors(): void {
    for (const imageId of [this.hanging.currentId, this.#surroundings.following()])
      if (imageId !== null) this.#surroundings.attend(imageId);
  }

  /** The archive in which a study lies may hold others before it. */
  #showAwaited(): void {
    const { studies } = this.#surroundings;
    const imageId = this.#awaitedStudy === null ? null : studies.firstImageOf(this.#awaitedStudy);
    if (imageId === null) return;
    if (studies.of(this.#list.selectedId)?.studyId === this.#awaitedStudy) this.#awaitedStudy = null;
    else this.turnTo(imageId);
  }

  /** Whoever arranged films by hand keeps them; a window that opens empty gets what else there is to compare. */
  openSecond(): void {
    if (this.panes.second !== null) return;
    this.panes.openSecond();
    if (!this.hanging.byHand) this.#layAnew();
    this.#wish();
  }

  closeSecond(): void {
    if (this.panes.second === null) return;
    this.panes.closeSecond();
    if (!this.hanging.byHand) this.#layAnew();
    this.activate(this.panes.active);
  }

  #layAnew(): void {
    const { currentId } = this.hanging;
    const hanging = currentId === null ? null : this.hanging.begin(currentId);
    if (hanging !== null) this.#lay(hanging);
  }

  #lay(hanging: Hanging): void {
    const isOfStudy = (imageId: ImageId): boolean => this.hanging.isOfCurrent(imageId);
    const plans = this.panes.second === null ? [hanging] : hangInTwo(hanging, isOfStudy);
    const images = plans.flatMap((plan) => plan.images);
    this.panes.hang(plans);
    this.panes.all.forEach((pane, index) => {
      const imageId = images[index] ?? null;
      if (imageId === null) pane.viewport.clear();
      else this.#put(pane, imageId);
    });
  }

  /** Images that are on screen nowhere go to empty panes. */
  #fill(imageIds: readonly ImageId[]): void {
    const waiting = imageIds.filter((id) => this.panes.holding(id) === null);
    const empty = this.panes.all.filter(({ imageId }) => imageId === null);
    empty.slice(0, waiting.length).forEach((pane, index) => this.#put(pane, waiting[index]!));
  }

  #put({ viewport, annotations }: Pane, imageId: ImageId): void {
    this.hanging.see(imageId);
    if (viewport.content.state === 'shown' && viewport.content.imageId === imageId) return;
    void annotations.turnTo(imageId);
    const frame = this.#frames.get(imageId);
    if (frame) viewport.replace(imageId, frame);
    else {
      viewport.request(imageId);
      void this.#glance(viewport, imageId);
    }
  }

  /** A first look while the film is fetched: never kept, and nobody misses one that fails. */
  async #glance(viewport: ViewportState, imageId: ImageId): Promise<void> {
    const preview = await this.#surroundings.api.ask('loadPreview', imageId).catch(() => null);
    if (preview) viewport.receive(imageId, preview);
  }

  /** Asks for the selected image first, then the other panes', its neighbours and the next study's, results too. */
  #wish(): void {
    const { selectedId, nearby } = this.#list;
    if (selectedId === null) return;
    const others = this.panes.all.map(({ imageId }) => imageId).filter((id) => id !== null);
    const next = this.hanging.filmsOf(this.#surroundings.following());
    const all = [selectedId, ...others, ...nearby, ...next];
    const ids = all.filter((id, index) => all.indexOf(id) === index);
    this.#frames.want(ids);
    this.#ahead.keepOnly(ids);
    this.#surroundings.wanted(ids.map((id) => this.#list.entry(id)).filter((entry) => entry !== null));
  }
}
