"""The shell and toolkit of the window; it knows no feature. Read this first when you write a page.

**A page** is made late by its feature (``Feature("signals", N_("Signals"), "inbox", 50, page=make_page)``)::

    class SignalsPage(ListRecordPage):                      # or Page for a layout of your own
        def __init__(self, app: App) -> None:
            super().__init__(app, list_width=264)           # fill list_layout, record_layout, side_layout
        def open(self, ref: EntityRef | None) -> None: ...  # show that record, or the page as it was left
        def refresh(self, changes: Changes) -> None:        # after every commit, also your own
            if changes.touches("signal"): self._read()
        def up(self) -> bool: ...                           # Esc: one level up inside the page
        def current(self) -> EntityRef | None: ...          # for Alt+Left
        def first_focus(self) -> QWidget | None: ...        # else the first list, or else the first field

Pages are made anew after another theme, text size or language: read sizes with ``theme.px(n)`` and texts with ``_``
when you build, and keep nothing else. ``flush`` finds all `Field` widgets by itself; override it for others. A page
behind another gets its `refresh` when it comes to front again.

**App** (``self.app``) is the only way to the dossier. Nothing may wait on the window's thread: ``workspace.read`` and
``workspace.do`` raise there (`kernel.threads`)::

    app.read(self, queries.signal_rows, council, done=self._show, latest="rows")   # query(session, council)
    app.do(self, service.rename, done=None, signal=id, title="…", group=group)     # verb(uow, signal=…, title=…)
    app.run(self, lambda job: parse(path, job), done=self._preview)                # any other slow work; writes=True
    app.progress(_("Reading replies"), job)                                        # shown after 0.6 s, with Cancel
    app.toast(_("Two signals merged"), _("Undo"), app.undo)
    app.confirm(question, consequence, verb, then=callback)                        # only for what can't be undone
    app.navigate(EntityRef("advice", id)) or app.navigate("advice"); app.back(); app.undo(); app.redo()
    app.ask_file(_("Choose a file"), {"CSV": "*.csv"}) -> Path | None; app.save_file(…, suggested="x.pdf")
    app.flush()   # save what is typed before a verb that depends on it;  app.services["…"] from bootstrap

    app.presence.set_held("meeting", True); app.presence.begin_break()   # no lock by itself, screen awake; asks for one
    window.strip.put("disk", Matter("bad", what, to_do, label, action)); window.strip.take("disk")   # above every page

What a full or missing disk refuses waits in ``app.holding`` and is written later: ``failed`` never gets that.
``done`` runs on the window's thread while the owner lives. Without ``failed=`` a `UserError` becomes a toast in its
own words and a bug a kind message with a report. ``app.changes`` is a signal with `Changes`.

**Fields** (``ui.widgets.inputs``: LineField, TextField, SearchField; ``parsed``: DateField, TimeField, NumberField;
``choices``: ChoiceField, CheckField, CheckBox, Segments; ``growing``: GrowingChoice, whose last option makes a new
one; ``suggest``: suggest(field, known) for a LineField) have ``value()``, ``set_value``, ``error("…")``,
``note("…")``, signal ``edited`` and save themselves::

    self.title = LineField(_("Subject"))
    self.title.bind(row.subject, lambda value, group: app.do(self, service.rename, signal=row.id, title=value,
                                                             group=group))
    self.title.refresh(row.subject)       # in your refresh: keeps cursor, never disturbs typing

`bind` once per record shown, `refresh` when the same record changed. ``SavedLabel()`` (in `RecordHeader` already) shows
“Saved”. Your own editor: ``Autosave(widget, save)`` with ``touched(value_or_callable)``, ``leave()`` on focus-out.

**Widgets** (``ui.widgets``): ``buttons`` Primary, Secondary, Quiet (text, on_click, icon=, shortcut=), IconButton(icon,
name, on_click), MenuButton(name, entries), ``button.allow(reason_why_not | None)``; ``labels`` Label(text, style, tone,
wrap=), Elided, Icon, Key, keys("Ctrl+K"), SavedLabel, ProgressBar, Avatar; ``badge`` Badge(text, tone, icon); ``chip``
Chip, FilterChip(name, options) → ``changed``; ``stepper`` Stepper(steps, now); ``banner`` Banner(tone, what, to_do,
action_label, action); ``empty`` EmptyPage(title, text, first, others, picture=); ``record_list`` RecordList(name),
ListItem(id, title, Cell(state word, icon, tone), right) → ``chosen``; ``table`` LazyTable(app, columns, ids_query,
rows_query, name=), Column(key, title, cell, width, sort) → ``load(**filters)``, ``refresh()``, ``chosen``; ``dialog``
Dialog/Question/Sheet(over=self, title): ``add(field)``, ``buttons(verb, then)``, ``open_over()``; ``preview_table``
PreviewTable; ``pasted`` PastedSheet(…, Pasting(…), verb, then): a list pasted or from a file, corrected, taken over;
``chart_view`` ChartView; ``pdf_view`` PdfView; ``richtext`` the formatted text editor.
``ui.page.RecordHeader``: ``set_title(title, reference)``, ``add_action(button)``, ``set_second(stepper)``,
``set_tabs(tabs)``.
``ui.layout``: row(…), column(…), frame(layout, "card"), line(), scroll(widget); measures at 100%, ``None`` stretches.
``ui.flow``: flow(…) for chips, badges and buttons: goes on below when there is no room (200% text). Side columns:
``theme.pane(width)``. From ``theme.large_text()`` on put fields under each other. Never call ``setVisible(True)`` on a
part that isn't in a layout yet: it would flash as a window and take the focus; use ``if not x: part.hide()``.
Styles (``theme.TYPE``): display title heading strong body reading small small_strong caption caption_strong. Tones:
text text_2 text_3 accent_text ok warn bad vote. Icons: names in ``resources/icons``. `ListRecordPage` shows its side
panel in place of the record where there is too little room.

**Commands**: ``commands()`` of a page gives ``Command("signals.new", N_("New signal"), self._new, "Ctrl+N", "plus"),
…``: there while the page is in front, over those of the same id. They show in the palette and the overview of keys
and get their key; don't make QShortcuts. Taken: Ctrl+K, Ctrl+Z, Ctrl+Shift+Z, Ctrl+Y, F1, Ctrl+/, F6, F8, Alt+Left,
Ctrl+1…9, Ctrl+Shift+U, Ctrl+M, Ctrl+Shift+N.

**Slots**: a method of a QObject that a signal is connected to carries ``@Slot(…)`` with the types it takes: ``str``,
``int``, ``bool``, a Qt class, ``object`` for all of Python's. Without, PySide makes one at run time, which every test
takes as a fault (why: ARCHITECTURE, "What is odd"). Lambdas and partials need nothing.

**For everyone**: each page has a page of help, ``resources/help/{nl,en}/<key>.md`` (`Page.help_topic` for parts of
one, `Dialog.help_topic` for a dialog): what it is for, what people do there, keys, what to do when. Controls are named
there in italics exactly as on screen; tests compare. A widget that paints itself says what it is to a screen reader by
``accessible_role`` (`ui.roles`). A state is icon + word + tone, never a tone alone; colour pairs go in `theme`.

**Tests**: ``tests/unit/ui/harness.py`` has FakeWorkspace. Make the page with ``App(workspace)`` (its ``shell`` keeps
``toasts``, ``visited``, ``asked``), act by qtbot, wait with ``qtbot.waitUntil`` or ``app.tasks.settle()``, and end with
``app.shut_down()``. Use of a real workspace in the test itself: inside ``kernel.threads.allowed_here()``.
``accessibility.unnamed(widget)`` must be empty; ``WindowSpy`` of the harness finds parts that flash as windows.
"""
