/** What each failure means and what to do about it. */
export const failures = {
  'The file is no longer there. Open it again from where it is now.':
    'Die Datei ist nicht mehr da. Öffnen Sie sie von dort, wo sie jetzt liegt.',
  'The file cannot be read. Check its permissions, or copy it to this computer.':
    'Die Datei lässt sich nicht lesen. Prüfen Sie die Rechte, oder kopieren Sie sie auf diesen Rechner.',
  'The file is empty. Ask its source for it again.':
    'Die Datei ist leer. Fordern Sie sie bei ihrer Quelle erneut an.',
  'The file is larger than this viewer accepts.': 'Die Datei ist größer, als dieser Betrachter annimmt.',
  'The file changed since it was opened. Open it again.':
    'Die Datei hat sich seit dem Öffnen geändert. Öffnen Sie sie erneut.',
  'The folder cannot be read. Check its permissions; other folders were opened.':
    'Der Ordner lässt sich nicht lesen. Prüfen Sie die Rechte; andere Ordner wurden geöffnet.',
  'The folder links back to itself and was left out.':
    'Der Ordner verweist auf sich selbst und wurde ausgelassen.',
  'The archive is damaged. Copy it again, or ask its source for it again.':
    'Das Archiv ist beschädigt. Kopieren Sie es erneut, oder fordern Sie es bei seiner Quelle an.',
  'The archive is packed in an unusual way. Unpack it with another program first.':
    'Das Archiv ist ungewöhnlich gepackt. Entpacken Sie es zuerst mit einem anderen Programm.',
  'The archive is encrypted. Give its password to open it.':
    'Das Archiv ist verschlüsselt. Geben Sie zum Öffnen sein Passwort ein.',
  'The password does not open the archive. Try another one.':
    'Das Passwort öffnet das Archiv nicht. Versuchen Sie ein anderes.',
  'Archives lie within archives too deeply. Unpack the outer ones first.':
    'Archive liegen zu tief ineinander. Entpacken Sie zuerst die äußeren.',
  'The archive has more members than this viewer accepts.':
    'Das Archiv hat mehr Dateien, als dieser Betrachter annimmt.',
  'The archive would unpack to more than this viewer accepts.':
    'Das Archiv ist entpackt größer, als dieser Betrachter annimmt.',
  'The archive damaged the file. Copy the archive again.':
    'Die Datei ist im Archiv beschädigt. Kopieren Sie das Archiv erneut.',
  'The directory of the medium points outside it, which is not followed.':
    'Das Verzeichnis des Datenträgers zeigt nach außen; dem wird nicht gefolgt.',
  'The file is neither DICOM nor a picture (PNG, JPEG, TIFF, BMP, JPEG 2000, JPEG-LS).':
    'Die Datei ist weder DICOM noch ein Bild (PNG, JPEG, TIFF, BMP, JPEG 2000, JPEG-LS).',
  'The file is damaged. Ask its source for it again.':
    'Die Datei ist beschädigt. Fordern Sie sie bei ihrer Quelle erneut an.',
  'The file ends too early. Copy it again.': 'Die Datei endet zu früh. Kopieren Sie sie erneut.',
  'The file holds no image.': 'Die Datei enthält kein Bild.',
  'The file lacks a value without which its pixels cannot be shown.':
    'Der Datei fehlt ein Wert, ohne den sich ihre Pixel nicht zeigen lassen.',
  'The file holds a value that the standard does not allow.':
    'Die Datei enthält einen Wert, den der Standard nicht erlaubt.',
  'No DICOM object can refer to this image: it lacks UIDs, or its kind does not allow it. Nothing was saved of it.':
    'Kein DICOM-Objekt kann auf dieses Bild verweisen: Ihm fehlen UIDs, oder seine Art lässt es nicht zu. Nichts davon wurde gespeichert.',
  'Detail:': 'Einzelheit:',
  'The file has no such frame.': 'Die Datei hat dieses Einzelbild nicht.',
  'The image is larger than this viewer accepts.': 'Das Bild ist größer, als dieser Betrachter annimmt.',
  'The file holds more frames than this viewer accepts.':
    'Die Datei enthält mehr Einzelbilder, als dieser Betrachter annimmt.',
  'The file holds more attributes than any image has. It may be damaged.':
    'Die Datei enthält mehr Attribute, als je ein Bild hat. Sie ist vielleicht beschädigt.',
  'The attributes of the file are nested deeper than any image has them. It may be damaged.':
    'Die Attribute der Datei sind tiefer geschachtelt als bei je einem Bild. Sie ist vielleicht beschädigt.',
  'The file unpacks to more than this viewer accepts.':
    'Die Datei ist entpackt größer, als dieser Betrachter annimmt.',
  'The image is cut into more passes than this viewer accepts.':
    'Das Bild ist in mehr Durchgänge zerlegt, als dieser Betrachter annimmt.',
  'The file names a compression that no standard knows.':
    'Die Datei nennt eine Kompression, die kein Standard kennt.',
  'This compression is not supported yet. Export the image in another one.':
    'Diese Kompression wird noch nicht unterstützt. Exportieren Sie das Bild mit einer anderen.',
  'This pixel format is not supported yet.': 'Dieses Pixelformat wird noch nicht unterstützt.',
  'The compressed pixels could not be decoded. The file may be damaged.':
    'Die komprimierten Pixel ließen sich nicht dekodieren. Die Datei ist vielleicht beschädigt.',
  'Decoding took too long and was stopped. Other images are not affected.':
    'Das Dekodieren dauerte zu lange und wurde abgebrochen. Andere Bilder sind nicht betroffen.',
  'The index of studies was damaged. It was set aside and begun anew; no film is affected.':
    'Das Studienverzeichnis war beschädigt. Es wurde beiseitegelegt und neu begonnen; keine Aufnahme ist betroffen.',
  'The index of studies is encrypted, and its key is missing. It stays as it is.':
    'Das Verzeichnis der Studien ist verschlüsselt, und sein Schlüssel fehlt. Es bleibt, wie es ist.',
  'This system has no keyring that could keep the key, so nothing was encrypted.':
    'Dieses System hat keinen Schlüsselbund, der den Schlüssel verwahren könnte; es wurde nichts verschlüsselt.',
  'The index of studies cannot be written. Marks and notes last until Osteon closes.':
    'Das Studienverzeichnis lässt sich nicht schreiben. Markierungen und Notizen bleiben, bis Osteon schließt.',
  'The index no longer knows this study. Open its files again.':
    'Das Verzeichnis kennt diese Studie nicht mehr. Öffnen Sie ihre Dateien erneut.',
  'The model is not where it was installed. Install Osteon again.':
    'Das Modell ist nicht mehr an seinem Ort. Installieren Sie Osteon erneut.',
  'The model card is damaged. Install Osteon again.':
    'Die Modellkarte ist beschädigt. Installieren Sie Osteon erneut.',
  'The model does not match its card, so it is not used. Install Osteon again.':
    'Das Modell passt nicht zu seiner Karte und wird nicht verwendet. Installieren Sie Osteon erneut.',
  'This computer cannot run the model that way. Choose another provider.':
    'Dieser Rechner kann das Modell so nicht ausführen. Wählen Sie ein anderes Rechenwerk.',
  'The model failed on this image. The image itself is not affected.':
    'Das Modell ist an diesem Bild gescheitert. Das Bild selbst ist nicht betroffen.',
  'The engine stopped while it worked on this image. It is being started again.':
    'Der Rechenkern hielt bei diesem Bild an. Er wird neu gestartet.',
  'The engine does not come up. Start Osteon again.': 'Der Rechenkern startet nicht. Starten Sie Osteon neu.',
  'The system knows no printer. Set one up, or save the sheets as PDF.':
    'Das System kennt keinen Drucker. Richten Sie einen ein, oder speichern Sie die Blätter als PDF.',
  'The sheets could not be printed. Look after the printer, or save them as PDF.':
    'Die Blätter ließen sich nicht drucken. Sehen Sie nach dem Drucker, oder speichern Sie sie als PDF.',
  'The result cannot be written there. Choose another place.':
    'Das Ergebnis lässt sich dort nicht schreiben. Wählen Sie einen anderen Ort.',
  'The disk is full. Free some room, then go on; nothing that was kept before is lost.':
    'Die Platte ist voll. Schaffen Sie Platz und machen Sie dann weiter; nichts schon Gesichertes ist verloren.',
  'An earlier scan into this report is unfinished. Go on with it, or begin anew.':
    'Ein früherer Scan in diesen Bericht ist unfertig. Setzen Sie ihn fort, oder beginnen Sie neu.',
  'Another scan is writing this report. Wait for it, or choose another report.':
    'Ein anderer Scan schreibt diesen Bericht. Warten Sie, oder wählen Sie einen anderen Bericht.',
  'The unfinished scan is of other films, filters or another model. Begin anew.':
    'Der unfertige Scan gilt anderen Aufnahmen, Filtern oder einem anderen Modell. Beginnen Sie neu.',
  'The journal of the unfinished scan is damaged. Begin anew.':
    'Das Protokoll des unfertigen Scans ist beschädigt. Beginnen Sie neu.',
  'The queue server cannot be reached. Look whether it runs, and at its password.':
    'Der Warteschlangen-Server ist nicht erreichbar. Sehen Sie nach, ob er läuft und ob sein Passwort stimmt.',
  'The scan in the queue is for another model. Give all workers the same one.':
    'Der Scan in der Warteschlange verlangt ein anderes Modell. Geben Sie allen Arbeitern dasselbe.',
  'Files of Osteon are not as they were installed, so it does not use them. Install it again.':
    'Dateien von Osteon sind nicht mehr, wie sie installiert wurden, und werden nicht benutzt. Installieren Sie es neu.',
  'The administrator’s policy cannot be used, so nothing is locked. Tell the administrator.':
    'Die Richtlinie der Administration ist unbrauchbar, und nichts ist gesperrt. Sagen Sie es der Administration.',
  'The administrator has set this for everybody on this computer.':
    'Das hat die Administration für alle an diesem Computer festgelegt.',
  'There is no display to open a window on.': 'Es gibt keinen Bildschirm für ein Fenster.',
  'The desktop runtime is not installed.': 'Die Laufzeitumgebung ist nicht installiert.',
  'This image is no longer open. Open it again.':
    'Dieses Bild ist nicht mehr geöffnet. Öffnen Sie es erneut.',
  'The request was refused.': 'Die Anfrage wurde abgelehnt.',
  'The settings file is damaged or none of Osteon, and was not used.':
    'Die Einstellungsdatei ist beschädigt oder keine von Osteon und wurde nicht verwendet.',
  'The settings file was written by a newer Osteon, and was not used.':
    'Die Einstellungsdatei stammt von einem neueren Osteon und wurde nicht verwendet.',
  'The settings file is larger than any of Osteon, and was not used.':
    'Die Einstellungsdatei ist größer als jede von Osteon und wurde nicht verwendet.',
  'The settings cannot be written. What was chosen lasts until Osteon closes.':
    'Die Einstellungen lassen sich nicht schreiben. Was gewählt wurde, gilt, bis Osteon schließt.',
  'The agreement log cannot be written. The verdict waits and is recorded as soon as it can be.':
    'Das Übereinstimmungsprotokoll lässt sich nicht schreiben. Das Urteil wartet und wird festgehalten, sobald es geht.',
  'The film could not be copied. Nothing was put on the clipboard.':
    'Die Aufnahme ließ sich nicht kopieren. Die Zwischenablage blieb, wie sie war.',
  'This is no sound model package. The model in use stays.':
    'Das ist kein einwandfreies Modellpaket. Das Modell in Gebrauch bleibt.',
  'Nobody whom this computer trusts signed the model package. The model in use stays.':
    'Das Modellpaket hat niemand unterschrieben, dem dieser Computer vertraut. Das Modell in Gebrauch bleibt.',
  'The administrator has not switched DICOM nodes on for this computer.':
    'Die Administration hat DICOM-Knoten auf diesem Computer nicht eingeschaltet.',
  'There is no DICOM node of this name.': 'Es gibt keinen DICOM-Knoten dieses Namens.',
  'The DICOM node cannot be reached. Look at its address, its port and the network.':
    'Der DICOM-Knoten ist nicht erreichbar. Prüfen Sie Adresse, Port und Netz.',
  'The DICOM node is not proven to be itself, or does not trust this computer. Look at the certificates.':
    'Der DICOM-Knoten kann sich nicht ausweisen oder traut diesem Computer nicht. Prüfen Sie die Zertifikate.',
  'The DICOM node refused. Look at the AE titles, and at what it takes.':
    'Der DICOM-Knoten hat abgelehnt. Prüfen Sie die AE-Titel und was er annimmt.',
  'The DICOM node did not answer in time. Try again, or ask who runs it.':
    'Der DICOM-Knoten hat nicht rechtzeitig geantwortet. Versuchen Sie es erneut, oder fragen Sie, wer ihn betreibt.',
  'The DICOM node broke the transfer off. What it had accepted before is there.':
    'Der DICOM-Knoten hat die Übertragung abgebrochen. Was er vorher angenommen hatte, ist dort.',
  'What answers there does not speak DICOM. Look at the address and the port.':
    'Was dort antwortet, spricht kein DICOM. Prüfen Sie Adresse und Port.',
  'Nothing can be received. Look at the port, the address, the folder and the certificates.':
    'Es kann nichts empfangen werden. Prüfen Sie Port, Adresse, Ordner und Zertifikate.',
  'Stopped on request.': 'Auf Wunsch angehalten.',
  'Something went wrong inside Osteon.': 'In Osteon ist etwas schiefgegangen.',
} as const;
