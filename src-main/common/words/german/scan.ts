/** What is asked before a folder is scanned, and the report of a scan. */
export const scan = {
  'Scan a folder': 'Ordner scannen',
  'Watch a folder': 'Ordner überwachen',
  'Which films are wanted. What is left empty asks for nothing.':
    'Welche Aufnahmen gewünscht sind. Was leer bleibt, schränkt nichts ein.',
  Modalities: 'Modalitäten',
  'By commas, as in DX, CR': 'Mit Kommas, wie in DX, CR',
  'Body parts': 'Körperteile',
  'By commas, as in HAND, WRIST': 'Mit Kommas, wie in HAND, WRIST',
  'Studies from': 'Studien ab',
  'Studies until': 'Studien bis',
  'The first day that counts': 'Der erste Tag, der zählt',
  'The last day that counts': 'Der letzte Tag, der zählt',
  'Shorter side, at least': 'Kürzere Seite, mindestens',
  'In pixels: keeps thumbnails out': 'In Pixeln: hält Vorschaubilder fern',
  'The first day comes after the last.': 'Der erste Tag liegt nach dem letzten.',
  'Choose folder…': 'Ordner wählen …',
  'Choose the folder, then the report (Enter)': 'Erst den Ordner, dann den Bericht wählen (Eingabe)',
  'Ask for nothing': 'Nichts einschränken',
  'Close without a scan (Escape)': 'Ohne Scan schließen (Escape)',
  'Page (HTML)': 'Seite (HTML)',
  'Report…': 'Bericht …',
  'Writing the report': 'Der Bericht wird geschrieben',
  'Report written: {file}': 'Bericht geschrieben: {file}',
  'A page or PDF of this scan, with pictures of what stands out and without names':
    'Eine Seite oder ein PDF dieses Scans, mit Bildern des Auffälligen und ohne Namen',
  'with names': 'mit Namen',
  'Patient IDs, study dates and file names stand in the report':
    'Patientennummern, Studiendaten und Dateinamen stehen im Bericht',
  'Pause or go on': 'Anhalten oder fortfahren',
  'Stop the scan': 'Scan beenden',
} as const;
