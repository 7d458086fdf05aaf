/** German of what is encrypted on this computer. */
export const privacy = {
  Privacy: 'Datenschutz',
  'Index and recent studies': 'Verzeichnis und zuletzt geöffnete Studien',
  'Names, ids, dates, notes, drawings, results and where films lie, as Osteon keeps them for the user of this computer. The films themselves stay as they are. The key is kept by the system’s keyring: without it nobody reads the index, you neither.':
    'Namen, Kennungen, Daten, Notizen, Zeichnungen, Ergebnisse und wo Aufnahmen liegen, wie Osteon sie für den Benutzer dieses Rechners aufbewahrt. Die Aufnahmen selbst bleiben, wie sie sind. Den Schlüssel verwahrt der Schlüsselbund des Systems: Ohne ihn liest niemand das Verzeichnis, auch Sie nicht.',
  'Decrypting…': 'Wird entschlüsselt…',
  'Encrypting…': 'Wird verschlüsselt…',
  'Looking…': 'Sieht nach…',
  'Locked: its key cannot be read': 'Gesperrt: Der Schlüssel lässt sich nicht lesen',
  'Kept in memory only, until Osteon closes': 'Nur im Arbeitsspeicher, bis Osteon schließt',
  Encrypted: 'Verschlüsselt',
  'Not encrypted': 'Nicht verschlüsselt',
  'The index lies there untouched, and opens again once this user’s keyring does. To go on without it, begin a new one: the locked one is renamed and kept.':
    'Das Verzeichnis liegt unberührt da und öffnet sich wieder, sobald der Schlüsselbund dieses Benutzers es tut. Um ohne es weiterzumachen, beginnen Sie ein neues: Das gesperrte wird umbenannt und behalten.',
  'The locked index is renamed and kept': 'Das gesperrte Verzeichnis wird umbenannt und behalten',
  'Begin a new index': 'Neues Verzeichnis beginnen',
  'Keep the index unencrypted again': 'Das Verzeichnis wieder unverschlüsselt aufbewahren',
  'Encrypt the index and the list of recent studies':
    'Das Verzeichnis und die Liste zuletzt geöffneter Studien verschlüsseln',
  Decrypt: 'Entschlüsseln',
  Encrypt: 'Verschlüsseln',
  'This system has no keyring that could keep the key from others (on Linux: GNOME Keyring or KWallet, unlocked at login), so the index cannot be encrypted here. Encrypt the disk instead.':
    'Dieses System hat keinen Schlüsselbund, der den Schlüssel vor anderen verwahren könnte (unter Linux: GNOME-Schlüsselbund oder KWallet, bei der Anmeldung entsperrt); das Verzeichnis lässt sich hier nicht verschlüsseln. Verschlüsseln Sie stattdessen den Datenträger.',
} as const;
