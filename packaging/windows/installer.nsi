; The installer for Windows: per user, no administrator, the wizard's languages, silent with /S.
; packaging/windows.py calls makensis with -DHEADER=…, which defines names, sentences and files.
;
;   setup.exe /S [/D=C:\folder]       install or upgrade without a question
;   uninstall.exe /S                  remove without a question
; Exit codes: 0 done, 1 cancelled, 2 could not (the program runs, or an old version stays).

; The program is of 64 bits, and so is its installer.
Target amd64-unicode
!include "${HEADER}"
!include MUI2.nsh
!include FileFunc.nsh

!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${SLUG}"
; Which programs made with Spark Setup this person has: the last one takes the shared folder along.
!define FAMILY_KEY "Software\spark-setup"
!define PROGRAM "${SLUG}.exe"

Name "${APP_NAME}"
OutFile "${TARGET}"
InstallDir "$LOCALAPPDATA\Programs\${SLUG}"
InstallDirRegKey HKCU "${UNINSTALL_KEY}" "InstallLocation"
RequestExecutionLevel user
ManifestDPIAware true
ManifestSupportedOS Win10
SetCompressor /SOLID lzma
CRCCheck force
ShowInstDetails nevershow
ShowUninstDetails nevershow
BrandingText " "

VIProductVersion "${VERSION_NUMBERS}"
VIAddVersionKey /LANG=0 "ProductName" "${APP_NAME}"
VIAddVersionKey /LANG=0 "CompanyName" "${PUBLISHER}"
VIAddVersionKey /LANG=0 "LegalCopyright" "${PUBLISHER}"
VIAddVersionKey /LANG=0 "FileDescription" "${APP_NAME}"
VIAddVersionKey /LANG=0 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "ProductVersion" "${VERSION}"

!ifdef SIGN
  ; NSIS puts the file's name in the place of %1; the uninstaller is signed before it is packed.
  !uninstfinalize '${SIGN}' = 0
  !finalize '${SIGN}' = 0
!endif

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\${PROGRAM}"
!define MUI_FINISHPAGE_RUN_TEXT "$(start_now)"
!define MUI_LANGDLL_ALLLANGUAGES

!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro languages

; A program that runs cannot be written to. A person may close it and try again; a script gets exit code 2.
!macro wait_for_program un
Function ${un}WaitForProgram
  again:
  IfFileExists "$INSTDIR\${PROGRAM}" 0 gone
  ClearErrors
  FileOpen $0 "$INSTDIR\${PROGRAM}" a
  IfErrors busy
  FileClose $0
  gone:
  Return
  busy:
  MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(running)" /SD IDCANCEL IDRETRY again
  SetErrorLevel 2
  Quit
FunctionEnd
!macroend
!insertmacro wait_for_program ""
!insertmacro wait_for_program "un."

Section
  Call WaitForProgram
  ; An older version removes itself first, with its own list of files: nothing stale stays. $R0: where it is,
  ; which may be another folder than the one chosen now.
  ReadRegStr $R0 HKCU "${UNINSTALL_KEY}" "InstallLocation"
  StrCmp $R0 "" fresh
  IfFileExists "$R0\uninstall.exe" 0 fresh
  ClearErrors
  ExecWait '"$R0\uninstall.exe" /S /UPGRADE _?=$R0' $R1
  IfErrors old_left
  StrCmp $R1 "0" removed
  old_left:
  MessageBox MB_OK|MB_ICONSTOP "$(old_left)" /SD IDOK
  SetErrorLevel 2
  Quit
  removed:
  ; Run by `_?=` it works in place, and cannot remove itself.
  Delete "$R0\uninstall.exe"
  RMDir "$R0"
  fresh:

  SetOverwrite on
  !insertmacro put_files
  SetOutPath "$INSTDIR"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\${FILE_NAME}.lnk" "$INSTDIR\${PROGRAM}"

  ; "Installed apps"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayName" "${APP_NAME}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "Publisher" "${PUBLISHER}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\${PROGRAM},0"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  !ifdef HELP_URL
    WriteRegStr HKCU "${UNINSTALL_KEY}" "HelpLink" "${HELP_URL}"
    WriteRegStr HKCU "${UNINSTALL_KEY}" "URLInfoAbout" "${HELP_URL}"
  !endif
  !ifdef CONTACT
    WriteRegStr HKCU "${UNINSTALL_KEY}" "Contact" "${CONTACT}"
  !endif
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "EstimatedSize" ${SIZE_KB}
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoRepair" 1
  WriteRegStr HKCU "${FAMILY_KEY}" "${SLUG}" "$INSTDIR"

  !ifdef SCHEME
    WriteRegStr HKCU "Software\Classes\${SCHEME}" "" "URL:${APP_NAME}"
    WriteRegStr HKCU "Software\Classes\${SCHEME}" "URL Protocol" ""
    WriteRegStr HKCU "Software\Classes\${SCHEME}\DefaultIcon" "" "$INSTDIR\${PROGRAM},0"
    WriteRegStr HKCU "Software\Classes\${SCHEME}\shell\open\command" "" '"$INSTDIR\${PROGRAM}" "%1"'
  !endif
SectionEnd

Section "Uninstall"
  Call un.WaitForProgram
  !insertmacro remove_files
  Delete "$SMPROGRAMS\${FILE_NAME}.lnk"

  !ifdef SCHEME
    ; Only if it is still ours: another program may have taken the scheme over.
    ReadRegStr $0 HKCU "Software\Classes\${SCHEME}\shell\open\command" ""
    StrCmp $0 '"$INSTDIR\${PROGRAM}" "%1"' 0 not_ours
    DeleteRegKey HKCU "Software\Classes\${SCHEME}"
    not_ours:
  !endif

  ; During an upgrade the new version writes its own keys; what the program remembers stays.
  ClearErrors
  ${GetParameters} $0
  ${GetOptions} $0 "/UPGRADE" $1
  IfErrors 0 upgrade
  DeleteRegKey HKCU "${UNINSTALL_KEY}"
  DeleteRegValue HKCU "${FAMILY_KEY}" "${SLUG}"
  DeleteRegKey /ifempty HKCU "${FAMILY_KEY}"
  ClearErrors
  EnumRegValue $0 HKCU "${FAMILY_KEY}" 0
  IfErrors 0 others
  ; Journals and logs, in the folder that all programs made with Spark Setup share.
  RMDir /r "$LOCALAPPDATA\spark-setup"
  DeleteRegKey HKCU "${FAMILY_KEY}"
  others:
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  upgrade:
SectionEnd
