<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<!-- What Qt's own Dutch (qtbase_nl) lacks or says otherwise. Compile anew: pyside6-lrelease qt.ts -qm qt.qm -->
<TS version="2.1" language="nl" sourcelanguage="en">
<context>
    <name>QFileDialog</name>
    <message><source>&amp;Look in:</source><translation>&amp;Zoeken in:</translation></message>
    <message><source>Files of &amp;type:</source><translation>&amp;Soort bestand:</translation></message>
    <message><source>&amp;Save</source><translation>&amp;Bewaren</translation></message>
    <message><source>%1
File not found.
Please verify the correct file name was given.</source><translation>“%1” is er niet. Kijk de naam na.</translation></message>
    <message><source>%1
Directory not found.
Please verify the correct directory name was given.</source><translation>De map “%1” is er niet. Kijk de naam na.</translation></message>
    <message><source>Save As</source><translation>Bewaren als</translation></message>
</context>
<context>
    <name>QPlatformTheme</name>
    <message><source>Save</source><translation>Bewaren</translation></message>
</context>
<context>
    <name>QFileSystemModel</name>
    <message><source>Type</source><translation>Soort</translation></message>
</context>
<context>
    <name>QAbstractFileIconProvider</name>
    <message><source>Drive</source><translation>Schijf</translation></message>
    <message><source>File</source><translation>Bestand</translation></message>
    <message><source>%1 File</source><translation>%1-bestand</translation></message>
    <message><source>File Folder</source><translation>Map</translation></message>
    <message><source>Folder</source><translation>Map</translation></message>
    <message><source>Shortcut</source><translation>Snelkoppeling</translation></message>
    <message><source>Unknown</source><translation>Onbekend</translation></message>
</context>
</TS>
