/** Films that leave the window as DICOM files. */
export const dicomExport = {
  'Export DICOM…': 'DICOM exportieren …',
  'Export films as DICOM': 'Aufnahmen als DICOM exportieren',
  'The folder that the films go into': 'Der Ordner, in den die Aufnahmen kommen',
  'Export {count} film… | Export {count} films…':
    '{count} Aufnahme exportieren … | {count} Aufnahmen exportieren …',
  Form: 'Form',
  Picture: 'Bild',
  Folder: 'Ordner',
  'Folder with DICOMDIR': 'Ordner mit DICOMDIR',
  'ZIP archive': 'ZIP-Archiv',
  'De-identified': 'De-identifiziert',
  'As it is, byte for byte': 'Wie sie ist, Byte für Byte',
  'Basic Profile of DICOM PS3.15: names, ids, private attributes and overlays go, UIDs are replaced. Names that are part of the picture stay unless they are blackened.':
    'Basic Profile von DICOM PS3.15: Namen, Nummern, private Attribute und Overlays fallen weg, UIDs werden ersetzt. Namen im Bild selbst bleiben, wenn sie nicht geschwärzt werden.',
  'Whoever gets the files learns who it is.': 'Wer die Dateien bekommt, erfährt, um wen es geht.',
  Dates: 'Datumsangaben',
  Removed: 'Entfernt',
  'Moved by the same days for one patient': 'Je Patient um dieselben Tage verschoben',
  Kept: 'Behalten',
  'Sex, age, size and weight': 'Geschlecht, Alter, Größe und Gewicht',
  'Device and station': 'Gerät und Station',
  'Descriptions, without names and numbers': 'Beschreibungen, ohne Namen und Nummern',
  'Of this film alone: draw rectangles over what names somebody':
    'Nur bei dieser Aufnahme: Rechtecke über das zeichnen, was jemanden nennt',
  'Blacken the rectangles that are drawn on this film':
    'Die auf dieser Aufnahme gezeichneten Rechtecke schwärzen',
  '{count} film exported. | {count} films exported.':
    '{count} Aufnahme exportiert. | {count} Aufnahmen exportiert.',
  '{count} picture may show a name: look at it before it leaves. | {count} pictures may show a name: look at them before they leave.':
    '{count} Bild zeigt vielleicht einen Namen: vor der Weitergabe ansehen. | {count} Bilder zeigen vielleicht einen Namen: vor der Weitergabe ansehen.',
  'Not exported:': 'Nicht exportiert:',
  'Asks for a folder; nothing that lies there is replaced':
    'Fragt nach einem Ordner; nichts, was dort liegt, wird ersetzt',
  'Exporting…': 'Wird exportiert …',
} as const;
