/** What is saved as DICOM objects, and what came of it. */
export const objects = {
  'Save as DICOM': 'Als DICOM speichern',
  'Save as DICOM…': 'Als DICOM speichern …',
  'Save results of this film as DICOM objects': 'Ergebnisse dieser Aufnahme als DICOM-Objekte speichern',
  'Structured report': 'Strukturierter Bericht (SR)',
  'What the second reader says, as TID 1500': 'Was der Zweitbefunder sagt, nach TID 1500',
  'Picture with heat map': 'Bild mit Aufmerksamkeitskarte',
  'A labelled copy; the film itself stays as it is':
    'Eine beschriftete Kopie; die Aufnahme selbst bleibt, wie sie ist',
  'What is drawn, with every number, as TID 1500': 'Was gezeichnet ist, mit jeder Zahl, nach TID 1500',
  'Which images are starred, as a key object selection':
    'Welche Bilder einen Stern haben, als Schlüsselbild-Auswahl (KOS)',
  'Display as read': 'Darstellung wie befundet (GSPS)',
  'Window, zoom, turn, calibration and what is drawn':
    'Fensterung, Zoom, Drehung, Kalibrierung und was gezeichnet ist',
  'Asks for a folder; objects of the same film there are replaced':
    'Fragt nach einem Ordner; Objekte derselben Aufnahme dort werden ersetzt',
  'Choose folder and save': 'Ordner wählen und speichern',
  'The folder that the DICOM objects go into': 'Der Ordner, in den die DICOM-Objekte kommen',
  'Saving…': 'Wird gespeichert …',
  '{count} object saved. | {count} objects saved.':
    '{count} Objekt gespeichert. | {count} Objekte gespeichert.',
  'Not saved:': 'Nicht gespeichert:',
  'Save the film’s results as DICOM objects': 'Ergebnisse der Aufnahme als DICOM-Objekte speichern',
  'DICOM objects of this film': 'DICOM-Objekte dieser Aufnahme',
  'Presentation state': 'Darstellung (GSPS)',
  'Key images': 'Schlüsselbilder',
  'Read document': 'Dokument lesen',
  'Show on film': 'Auf der Aufnahme zeigen',
  'Take over drawings': 'Zeichnungen übernehmen',
  'Makes its drawings your own, to edit, measure and keep; Ctrl+Z takes it back':
    'Macht die Zeichnungen zu eigenen, zum Ändern, Messen und Behalten; Strg+Z nimmt es zurück',
  'It names another patient than this film, so it is not shown on it.':
    'Es nennt einen anderen Patienten als diese Aufnahme und wird deshalb nicht darauf gezeigt.',
  'Shown from a file: {title}': 'Aus einer Datei gezeigt: {title}',
  '{count} DICOM object about images not open | {count} DICOM objects about images not open':
    '{count} DICOM-Objekt zu nicht geöffneten Bildern | {count} DICOM-Objekte zu nicht geöffneten Bildern',
  'Verified by a person, as the file says': 'Von einem Menschen bestätigt, wie die Datei sagt',
  'Not verified by a person': 'Von keinem Menschen bestätigt',
  'It is longer than is shown here.': 'Es ist länger, als hier gezeigt wird.',
} as const;
