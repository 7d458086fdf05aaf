/** Measuring and annotating. */
export const measuring = {
  Measure: 'Messen',
  'Measure and annotate': 'Messen und annotieren',
  'Measure: no tool in hand': 'Messen: kein Werkzeug gewählt',
  'Measure: {tool}': 'Messen: {tool}',
  Measurements: 'Messungen',
  'Draw with a tool of the Measure menu:': 'Zeichnen Sie mit einem Werkzeug des Menüs Messen:',
  'length,': 'Länge,',
  'angle,': 'Winkel,',
  'ellipse.': 'Ellipse.',
  Calibrate: 'Kalibrieren',
  'This line is': 'Diese Linie misst',
  'This object’s diameter is': 'Der Durchmesser dieses Objekts ist',
  'A size is a number from {least} to {most} mm.': 'Eine Größe ist eine Zahl von {least} bis {most} mm.',
  'Calibrated by user: a line of {millimetres} mm':
    'Vom Benutzer kalibriert: eine Linie von {millimetres} mm',
  'Calibrated by user: an object of {millimetres} mm':
    'Vom Benutzer kalibriert: ein Objekt von {millimetres} mm',
  'In pixels: {basis}': 'In Pixeln: {basis}',
  'In millimetres, {knowledge}: {basis}': 'In Millimetern, {knowledge}: {basis}',
  'Delete (Delete)': 'Löschen (Entf)',
  'Delete {name}': '{name} löschen',
  'Histogram of {count} bin of {width} from {start} | Histogram of {count} bins of {width} from {start}':
    'Histogramm mit {count} Klasse der Breite {width} ab {start} | Histogramm mit {count} Klassen der Breite {width} ab {start}',
} as const;
