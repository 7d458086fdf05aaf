/** Which section of the settings lies over the film, if any. */
export class SettingsPaneState {
  section: string | null = $state(null);
  /** True while a person came to do one thing, after which the film is wanted back. */
  passing: boolean = $state(false);
  #last = 'reading';

  /** At a section, or where it was left last. */
  show(section: string = this.#last, passing = false): void {
    this.section = section;
    this.passing = passing;
    this.#last = section;
  }

  hide(): void {
    this.section = null;
    this.passing = false;
  }

  toggle(): void {
    if (this.section === null) this.show();
    else this.hide();
  }
}
