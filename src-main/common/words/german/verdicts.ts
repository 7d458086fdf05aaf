/** The words of a verdict. No film is ever called free of a fracture: what is not flagged may have one. */
export const verdicts = {
  'fracture suspected': 'Verdacht auf Fraktur',
  doubtful: 'unklar',
  'not flagged: does not exclude a fracture': 'nicht markiert: schließt eine Fraktur nicht aus',
  'not flagged': 'nicht markiert',
  'ranking only: no verdict is given': 'nur Rangordnung: kein Urteil',
  'ranking score': 'Rangwert',
  'outside scope: no result': 'außerhalb des Anwendungsbereichs: kein Ergebnis',
  'outside scope': 'außerhalb des Anwendungsbereichs',
  'within scope': 'im Anwendungsbereich',
  'not validated for this image': 'für dieses Bild nicht validiert',
  'demonstration on a synthetic film, the number means nothing':
    'Vorführung an einer synthetischen Aufnahme, die Zahl bedeutet nichts',
  'Synthetic: demonstration on a synthetic film, the number means nothing':
    'Synthetisch: Vorführung an einer synthetischen Aufnahme, die Zahl bedeutet nichts',
  'This region was tested with enough fractures.': 'Diese Region wurde an genügend Frakturen geprüft.',
  'The file says nothing of body part, view or age.':
    'Die Datei sagt nichts zu Körperteil, Projektion oder Alter.',
  'The test set holds fewer than 20 fractures of this region.':
    'Der Testsatz enthält weniger als 20 Frakturen dieser Region.',
  'The file does not say which body part this is.': 'Die Datei sagt nicht, welcher Körperteil das ist.',
  'The patient is under 18: the model was not tested on growing bone.':
    'Der Patient ist unter 18: Das Modell wurde nicht an wachsendem Knochen geprüft.',
  'The file does not say how old the patient is.': 'Die Datei sagt nicht, wie alt der Patient ist.',
  'Demonstration on a synthetic film, the number means nothing.':
    'Vorführung an einer synthetischen Aufnahme, die Zahl bedeutet nichts.',
  'This is not a plain radiograph.': 'Das ist keine Projektionsradiographie.',
  'The model was not made for this body part.': 'Das Modell ist für diesen Körperteil nicht gemacht.',
  'The model was not made for this view.': 'Das Modell ist für diese Projektion nicht gemacht.',
  'This is a raw FOR PROCESSING image. Open its FOR PRESENTATION twin.':
    'Das ist ein Rohbild (FOR PROCESSING). Öffnen Sie das zugehörige Bild FOR PRESENTATION.',
  'This is a secondary capture, not the radiograph itself.':
    'Das ist eine Sekundäraufnahme (Secondary Capture), nicht die Röntgenaufnahme selbst.',
  'This image is one of several frames.': 'Dieses Bild ist eines von mehreren Einzelbildern.',
  'This is a colour image, not a radiograph.': 'Das ist ein Farbbild, keine Röntgenaufnahme.',
  'The image is too small, too flat or too saturated to judge.':
    'Das Bild ist für eine Beurteilung zu klein, zu flach oder zu gesättigt.',
  'This image does not resemble the films that the model was trained on.':
    'Dieses Bild ähnelt den Aufnahmen nicht, an denen das Modell trainiert wurde.',
  'Investigational, not for diagnosis': 'In Erprobung, nicht zur Befundung',
} as const;
