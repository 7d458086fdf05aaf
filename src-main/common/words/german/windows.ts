/** The second window, and what happens to windows. */
export const windows = {
  '&Window': '&Fenster',
  'Second window': 'Zweites Fenster',
  'Second window, for a second monitor': 'Zweites Fenster, für einen zweiten Monitor',
  'Keys act on the framed pane, in whichever window it is.':
    'Tasten wirken auf das umrandete Feld, in welchem Fenster es auch liegt.',
  'Close the second window': 'Zweites Fenster schließen',
  'The monitor of the second window is gone: the window lies on this one now.':
    'Der Monitor des zweiten Fensters ist nicht mehr da: Das Fenster liegt jetzt auf diesem.',
  'The page crashed and came back: what was open is opened again. Marks not kept yet are lost.':
    'Die Seite ist abgestürzt und wieder da: Was offen war, wird wieder geöffnet. Noch nicht gespeicherte Markierungen sind verloren.',
  'Take this message away': 'Diese Meldung ausblenden',
  'The page of Osteon crashed three times within a minute.':
    'Die Seite von Osteon ist dreimal in einer Minute abgestürzt.',
  'It is not opened again by itself. Marks and notes that were kept are safe. If a certain film brings it down, close the window and start without it.':
    'Sie wird nicht von selbst wieder geöffnet. Gespeicherte Markierungen und Notizen sind sicher. Wenn eine bestimmte Aufnahme sie zum Absturz bringt, schließen Sie das Fenster und starten Sie ohne sie.',
  'Close the window': 'Fenster schließen',
} as const;
