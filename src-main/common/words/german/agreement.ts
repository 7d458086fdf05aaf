/** The agreement log: who reads, what is said, and what comes of it. */
export const agreement = {
  fracture: 'Fraktur',
  'none seen': 'keine gesehen',
  'fracture ·': 'Fraktur ·',
  'none seen ·': 'keine gesehen ·',
  'Who reads?': 'Wer liest?',
  'The agreement log names the reader of every verdict. It asks once until Osteon closes.':
    'Das Übereinstimmungsprotokoll hält fest, von wem ein Urteil ist. Es fragt einmal, bis Osteon schließt.',
  'Your name, as the log shall keep it': 'Ihr Name, wie ihn das Protokoll behalten soll',
  'Read as this one (Enter)': 'So lesen (Eingabe)',
  'Read as {name}': 'Als {name} lesen',
  'No verdict is recorded then (Escape)': 'Dann wird kein Urteil festgehalten (Escape)',
  'Reader: {name}': 'Befunder: {name}',
  'Another reader': 'Ein anderer Befunder',
  'Not recorded: {count} verdict | Not recorded: {count} verdicts':
    'Nicht festgehalten: {count} Urteil | Nicht festgehalten: {count} Urteile',
  'Record them now: {reason}': 'Jetzt festhalten: {reason}',
  'Agreement of readers and AI': 'Übereinstimmung von Befundern und KI',
  'Agreement…': 'Übereinstimmung…',
  '&Results': '&Ergebnisse',
  'Agreement log (CSV)': 'Übereinstimmungsprotokoll (CSV)',
  'Reader and AI, with the agreement log': 'Befunder und KI, mit dem Übereinstimmungsprotokoll',
  'Entry {entry} was altered.': 'Eintrag {entry} wurde verändert.',
  'Entry {entry} is missing.': 'Eintrag {entry} fehlt.',
  'Entry {entry} stands in a wrong place.': 'Eintrag {entry} steht an einer falschen Stelle.',
  'Entry {entry} does not continue the one before: either was written anew.':
    'Eintrag {entry} setzt den vorigen nicht fort: Einer von beiden wurde neu geschrieben.',
  'Entry {entry} and those behind it are gone.': 'Eintrag {entry} und die dahinter sind verschwunden.',
  'Nothing tells whether the log went on after entry {entry}.':
    'Nichts sagt, ob das Protokoll nach Eintrag {entry} weiterging.',
  'The log is empty.': 'Das Protokoll ist leer.',
  'The log is intact: {count} entry. | The log is intact: {count} entries.':
    'Das Protokoll ist unversehrt: {count} Eintrag. | Das Protokoll ist unversehrt: {count} Einträge.',
  'The log was tampered with, first at entry {entry} of {entries}: {count} fault. | The log was tampered with, first at entry {entry} of {entries}: {count} faults.':
    'Das Protokoll wurde manipuliert, zuerst bei Eintrag {entry} von {entries}: {count} Fehler. | Das Protokoll wurde manipuliert, zuerst bei Eintrag {entry} von {entries}: {count} Fehler.',
  'The last entry was not written to its end: the power failed, and it was never acknowledged.':
    'Der letzte Eintrag wurde nicht zu Ende geschrieben: Der Strom fiel aus, und er war nie bestätigt.',
  '{count} entry of a newer Osteon is in none of the figures. | {count} entries of a newer Osteon are in none of the figures.':
    '{count} Eintrag eines neueren Osteon steht in keiner der Zahlen. | {count} Einträge eines neueren Osteon stehen in keiner der Zahlen.',
  'Last entry (SHA-256), to be noted elsewhere:': 'Letzter Eintrag (SHA-256), anderswo zu notieren:',
  'none yet': 'noch keine',
  Reader: 'Befunder',
  'every reader': 'jeder Befunder',
  'Only verdicts of this reader': 'Nur Urteile dieses Befunders',
  'every model': 'jedes Modell',
  'Only verdicts on this model': 'Nur Urteile über dieses Modell',
  from: 'von',
  until: 'bis',
  'The first day of verdicts that counts (UTC)': 'Der erste Tag, dessen Urteile zählen (UTC)',
  'The last day of verdicts that counts (UTC)': 'Der letzte Tag, dessen Urteile zählen (UTC)',
  'read first only': 'nur zuerst gelesene',
  'Only the first verdicts that were given before the answer of the AI was shown; the others know it':
    'Nur die ersten Urteile, die vor der Antwort der KI gefällt wurden; die anderen kennen sie',
  '{count} verdict counts, {unsure} of them unsure. | {count} verdicts count, {unsure} of them unsure.':
    '{count} Urteil zählt, {unsure} davon unsicher. | {count} Urteile zählen, {unsure} davon unsicher.',
  'The AI counts as positive from its sensitive operating point on, also where it only ranks. Verdicts that know its answer agree more often than those read first.':
    'Die KI zählt ab ihrem sensitiven Arbeitspunkt als positiv, auch wo sie nur ordnet. Urteile, die ihre Antwort kennen, stimmen öfter zu als zuerst gelesene.',
  'No verdict is counted yet. Scan a folder and judge its films in the worklist: J, N or U.':
    'Noch zählt kein Urteil. Scannen Sie einen Ordner und urteilen Sie in der Arbeitsliste: J, N oder U.',
  'No verdict fits the filter.': 'Kein Urteil passt zum Filter.',
  'Reading the log': 'Das Protokoll wird gelesen',
  Agreement: 'Übereinstimmung',
  'Cohen’s kappa': 'Cohens Kappa',
  'AI positive among the reader’s fractures': 'KI positiv unter den Frakturen des Befunders',
  'AI below the point among the others': 'KI unter dem Punkt unter den übrigen',
  'In brackets: 95 % interval (Wilson; kappa by Fleiss, Cohen and Everitt, wider by Wilson where they agree or differ on fewer than 5 films)':
    'In Klammern: 95-%-Intervall (Wilson; Kappa nach Fleiss, Cohen und Everitt, nach Wilson weiter, wo sie bei weniger als 5 Aufnahmen einig oder uneinig sind)',
  'Reader beside AI': 'Befunder und KI',
  'AI positive': 'KI positiv',
  'AI below the point': 'KI unter dem Punkt',
  'Reader: fracture': 'Befunder: Fraktur',
  'Reader: no break seen': 'Befunder: kein Bruch gesehen',
  'Discordant films': 'Nicht übereinstimmende Aufnahmen',
  'Reader and AI differ on no film.': 'Befunder und KI sind bei keiner Aufnahme uneins.',
  'The latest {shown} of {count}.': 'Die letzten {shown} von {count}.',
  'Open the study, if the index has it': 'Die Studie öffnen, wenn der Index sie hat',
  'read first': 'zuerst gelesen',
  Entry: 'Eintrag',
  'Open study': 'Studie öffnen',
  'Scores by month of the verdict': 'Rangwerte nach Monat des Urteils',
  'Scores by manufacturer': 'Rangwerte nach Hersteller',
  '{name}: {films} verdicts, median score {median}':
    '{name}: {films} Urteile, mittlerer Rangwert (Median) {median}',
  Verdicts: 'Urteile',
  'Median score': 'Median des Rangwerts',
  'Export CSV…': 'Als CSV ausgeben…',
  'Every entry as a table; people and films only as hashes':
    'Jeder Eintrag als Tabelle; Menschen und Aufnahmen nur als Prüfsummen',
  'with readers’ names': 'mit Namen der Befunder',
  'The names of the readers stand in the file; patients never do':
    'Die Namen der Befunder stehen in der Datei, Patienten nie',
} as const;
