import type { Component } from 'svelte';
import { sectionTitles } from '#common/preferences/described';
import type { PreferencesSection } from '#common/preferences/preferences';
import type { Phrase } from '#common/words/say';
import type { Session } from '../../state/session.svelte.ts';
import CornerSettings from './CornerSettings.svelte';
import DisplaySettings from './DisplaySettings.svelte';
import HangingSettings from './HangingSettings.svelte';
import KeyboardSettings from './KeyboardSettings.svelte';
import MonitorSettings from './MonitorSettings.svelte';
import NetworkSettings from './NetworkSettings.svelte';
import PrivacySettings from './PrivacySettings.svelte';
import ReadingSettings from './ReadingSettings.svelte';
import SecondReaderSettings from './SecondReaderSettings.svelte';
import WindowSettings from './WindowSettings.svelte';

/** A page of the settings: one component, which changes what it shows at once. */
export interface SettingsSection {
  readonly name: string;
  readonly title: Phrase;
  readonly component: Component<{ session: Session }>;
  /** What "Reset to default" resets; without it there is no such button. */
  readonly resets?: PreferencesSection;
  /** A policy that locks any of its settings locks all of them. */
  readonly locksWhole?: true;
}

/** In the order of the list. A new one is a component and a line here. */
export const settingsSections: readonly SettingsSection[] = [
  { name: 'reading', title: sectionTitles.reading, component: ReadingSettings, resets: 'reading' },
  {
    name: 'windows',
    title: sectionTitles.windows,
    component: WindowSettings,
    resets: 'windows',
    locksWhole: true,
  },
  {
    name: 'keyboard',
    title: sectionTitles.keyboard,
    component: KeyboardSettings,
    resets: 'keyboard',
    locksWhole: true,
  },
  {
    name: 'hanging',
    title: sectionTitles.hanging,
    component: HangingSettings,
    resets: 'hanging',
    locksWhole: true,
  },
  {
    name: 'corners',
    title: sectionTitles.corners,
    component: CornerSettings,
    resets: 'corners',
    locksWhole: true,
  },
  {
    name: 'secondReader',
    title: sectionTitles.secondReader,
    component: SecondReaderSettings,
    resets: 'secondReader',
  },
  { name: 'display', title: sectionTitles.display, component: DisplaySettings, resets: 'display' },
  { name: 'monitor', title: 'Monitor', component: MonitorSettings },
  { name: 'network', title: 'DICOM network', component: NetworkSettings },
  { name: 'privacy', title: 'Privacy', component: PrivacySettings },
];
