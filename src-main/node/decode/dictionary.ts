import type { Dictionary, DictionaryEntry } from '#common/dicom/element-list';

/** Loaded with the first file that is looked into: it is a megabyte of names. */
let loading: Promise<Dictionary> | null = null;

/** The keywords and VRs of PS3.6, by tags as `listElements` writes them. */
export function dicomDictionary(): Promise<Dictionary> {
  return (loading ??= load());
}

/** Where the VR depends on another attribute, the one that shows most. */
const choices: Readonly<Record<string, string>> = { xs: 'US', ox: 'OW', lt: 'OW', up: 'UL' };

async function load(): Promise<Dictionary> {
  const { dictionary } = await import('dcmjs/dictionary');
  const entry = (tag: string): DictionaryEntry | null => {
    const found = dictionary[tag];
    return found ? { vr: choices[found.vr] ?? found.vr, keyword: found.name } : null;
  };
  // Curves and overlays stand in sixteen groups each and are written once.
  return (tag) => entry(tag) ?? entry(tag.replace(/^\((50|60)[0-9A-F]{2}/, '($100-$1FF'));
}
