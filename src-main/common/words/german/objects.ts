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
} as const;
