import type { SurveyedImage } from '#common/contract/engine';
import { displayNameOf } from './display-name.ts';

/** Patient and date of a film, or its file's base name when it says neither. */
export function studyTitle({ attributes, ...film }: SurveyedImage): string {
  const name = attributes.patientName?.replace(/\^+/g, ' ').trim();
  const date = attributes.studyDate?.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');
  return [name, date].filter(Boolean).join(' · ') || displayNameOf(film);
}
