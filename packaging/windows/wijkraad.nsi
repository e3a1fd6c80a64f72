; Installer for Windows, made with NSIS from the folder that PyInstaller leaves in dist\wijkraad:
;     makensis /DVERSION=0.1.0 packaging\windows\wijkraad.nsi
; Untested: nobody has run it on Windows yet.
Unicode true
!include "MUI2.nsh"

!ifndef VERSION
  !define VERSION "0.0.0"
!endif

Name "Wijkraad"
OutFile "..\..\dist\wijkraad-${VERSION}-setup.exe"
; For one person, without the rights of an administrator.
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\Wijkraad"
InstallDirRegKey HKCU "Software\Wijkraad" "Folder"
SetCompressor /SOLID lzma

!insertmacro MUI_PAGE_LICENSE "..\..\LICENSE"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Dutch"
!insertmacro MUI_LANGUAGE "English"

!define TYPE "Software\Classes\Wijkraad.Dossier"
!define LISTED "Software\Microsoft\Windows\CurrentVersion\Uninstall\Wijkraad"

Section
  SetOutPath "$INSTDIR"
  File /r "..\..\dist\wijkraad\*"
  CreateShortcut "$SMPROGRAMS\Wijkraad.lnk" "$INSTDIR\wijkraad.exe"
  WriteRegStr HKCU "Software\Wijkraad" "Folder" "$INSTDIR"
  WriteRegStr HKCU "Software\Classes\.wijkraad" "" "Wijkraad.Dossier"
  WriteRegStr HKCU "${TYPE}" "" "Wijkraad"
  WriteRegStr HKCU "${TYPE}\DefaultIcon" "" "$INSTDIR\wijkraad.exe,0"
  WriteRegStr HKCU "${TYPE}\shell\open\command" "" '"$INSTDIR\wijkraad.exe" "%1"'
  WriteRegStr HKCU "${LISTED}" "DisplayName" "Wijkraad"
  WriteRegStr HKCU "${LISTED}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${LISTED}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteUninstaller "$INSTDIR\uninstall.exe"
SectionEnd

; Dossiers, backups and keys are the user's own and stay.
Section "Uninstall"
  RMDir /r "$INSTDIR"
  Delete "$SMPROGRAMS\Wijkraad.lnk"
  DeleteRegKey HKCU "Software\Classes\.wijkraad"
  DeleteRegKey HKCU "${TYPE}"
  DeleteRegKey HKCU "${LISTED}"
  DeleteRegKey HKCU "Software\Wijkraad"
SectionEnd
