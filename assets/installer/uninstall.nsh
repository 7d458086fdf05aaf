; Asks whether what Osteon keeps of a person goes too; a silent uninstall leaves it unless --delete-app-data is given.
!macro customUnInstall
  ${ifNot} ${isUpdated}
    StrCpy $R9 "keep"
    ${GetParameters} $R8
    ClearErrors
    ${GetOptions} $R8 "--delete-app-data" $R7
    ${ifNot} ${Errors}
      StrCpy $R9 "remove"
    ${else}
      ${ifNot} ${Silent}
        MessageBox MB_YESNO|MB_DEFBUTTON2 "Remove Osteon's index of studies, notes and settings of this user too?" IDNO +2
        StrCpy $R9 "remove"
      ${endIf}
    ${endIf}
    ${if} $R9 == "remove"
      RMDir /r "$LOCALAPPDATA\Osteon"
    ${endIf}
  ${endIf}
!macroend
