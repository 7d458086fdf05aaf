/** DICOM by network: nodes, the listener, and what is sent. */
export const network = {
  'DICOM network': 'DICOM-Netz',
  'This computer': 'Dieser Rechner',
  'Its AE title: nodes must know it, and senders call it.':
    'Sein AE-Titel: Knoten müssen ihn kennen, und Sender rufen ihn.',
  'DICOM nodes': 'DICOM-Knoten',
  'Set by the administrator. Results and films go there by “Save as DICOM…” and “Export DICOM…”, and nothing goes by itself.':
    'Von der Administration festgelegt. Ergebnisse und Aufnahmen gehen mit „Als DICOM speichern …“ und „DICOM exportieren …“ dorthin, und nichts geht von selbst.',
  'Osteon speaks to no other computer. An administrator can name DICOM nodes and a listener in the policy file; “DICOM nodes” among the documents says how.':
    'Osteon spricht mit keinem anderen Rechner. Die Administration kann in der Richtliniendatei DICOM-Knoten und einen Empfang festlegen; wie, sagt „DICOM nodes“ unter den Dokumenten.',
  'The policy names none.': 'Die Richtlinie nennt keinen.',
  'Encrypted by TLS': 'Mit TLS verschlüsselt',
  'Asks whether it answers (C-ECHO)': 'Fragt, ob er antwortet (C-ECHO)',
  Test: 'Prüfen',
  'Asking…': 'Wird gefragt …',
  'Answered in {count} ms': 'Antwort nach {count} ms',
  Receiving: 'Empfang',
  Off: 'Aus',
  'On, at {place}': 'Ein, unter {place}',
  'Off; would be at {place}': 'Aus; wäre unter {place}',
  'The policy lets nobody send.': 'Die Richtlinie lässt niemanden senden.',
  'May send: {titles}': 'Senden dürfen: {titles}',
  '{count} object received | {count} objects received':
    '{count} Objekt empfangen | {count} Objekte empfangen',
  '{count} was there before | {count} were there before': '{count} war schon da | {count} waren schon da',
  '{count} association failed, at last: | {count} associations failed, at last:':
    '{count} Verbindung scheiterte, zuletzt: | {count} Verbindungen scheiterten, zuletzt:',
  'What was received stays': 'Was empfangen wurde, bleibt',
  'Until Osteon closes; what is received lies in the folder of the policy':
    'Bis Osteon geschlossen wird; Empfangenes liegt im Ordner der Richtlinie',
  'Stop receiving': 'Empfang beenden',
  'Start receiving': 'Empfang beginnen',
  'Opens the folder that objects are received into': 'Öffnet den Ordner, in den empfangen wird',
  'Open what was received': 'Empfangenes öffnen',
  'The policy does not switch the listener on.': 'Die Richtlinie schaltet den Empfang nicht ein.',
  'Goes to': 'Geht an',
  'A folder of this computer, or a DICOM node': 'Ein Ordner dieses Rechners oder ein DICOM-Knoten',
  '{node} (TLS)': '{node} (TLS)',
  '{node} (not encrypted)': '{node} (unverschlüsselt)',
  'Objects sent': 'Gesendete Objekte',
  'What the node has by then, it keeps': 'Was der Knoten bis dahin hat, behält er',
  'Send to {node}': 'An {node} senden',
  'Sending…': 'Wird gesendet …',
  'Sent to a DICOM node; the film itself stays here as it is':
    'Geht an einen DICOM-Knoten; die Aufnahme selbst bleibt hier, wie sie ist',
  'Not sent:': 'Nicht gesendet:',
  '{count} object sent. | {count} objects sent.': '{count} Objekt gesendet. | {count} Objekte gesendet.',
  '{count} film sent. | {count} films sent.': '{count} Aufnahme gesendet. | {count} Aufnahmen gesendet.',
  'The node stored {count} of them changed. | The node stored {count} of them changed.':
    'Der Knoten hat {count} davon verändert gespeichert. | Der Knoten hat {count} davon verändert gespeichert.',
} as const;
