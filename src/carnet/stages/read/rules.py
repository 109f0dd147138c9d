"""What the read stage says of a file: that it cannot be used and why, or what was left out of it.

``file`` is the file's name, ``value`` what was found, ``detail`` one more fact.
"""

from __future__ import annotations

from carnet.findings import Severity, rule


def _unusable(code: str, en: str, fr: str) -> None:
    rule(code, Severity.ERROR, en=en, fr=fr)


def _note(code: str, severity: Severity, en: str, fr: str) -> None:
    rule(code, severity, en=en, fr=fr)


_unusable(
    "file.missing",
    "%(file)s was not found. Check the name and the folder, then choose the file again.",
    "%(file)s est introuvable. Vérifiez le nom et le dossier, puis choisissez de nouveau le fichier.",
)
_unusable(
    "file.unreachable",
    "%(file)s could not be opened (%(detail)s). Close it in other programs, check that you may read it, "
    "and try again.",
    "%(file)s n'a pas pu être ouvert (%(detail)s). Fermez-le dans les autres logiciels, vérifiez que vous "
    "avez le droit de le lire et réessayez.",
)
_unusable(
    "file.no_room",
    "There is no room left to open %(file)s (%(detail)s). Nothing was changed. Free some space on the disk "
    "and try again.",
    "Il ne reste plus de place pour ouvrir %(file)s (%(detail)s). Rien n'a été modifié. Libérez de l'espace "
    "sur le disque et réessayez.",
)
_unusable(
    "file.changed",
    "%(file)s was changed while it was read, so nothing of it was used. Wait until the other program has "
    "written it to the end, and import it again.",
    "%(file)s a été modifié pendant sa lecture ; rien n'en a donc été utilisé. Attendez que l'autre "
    "logiciel ait fini de l'écrire et importez-le de nouveau.",
)
_unusable(
    "file.folder",
    "%(file)s is a folder. Choose the files inside it.",
    "%(file)s est un dossier. Choisissez les fichiers qu'il contient.",
)
_unusable(
    "file.empty",
    "%(file)s has nothing in it. Export it again, check that the list had rows, and import the new file.",
    "%(file)s ne contient rien. Exportez-le de nouveau, vérifiez que la liste comportait des lignes et "
    "importez le nouveau fichier.",
)
_unusable(
    "file.too_large",
    "%(file)s has %(value)s, more than the %(detail)s that one file may have. Split the list and import "
    "the pieces together.",
    "%(file)s pèse %(value)s ; un fichier peut peser au plus %(detail)s. Partagez la liste et importez les "
    "morceaux ensemble.",
)
_unusable(
    "file.too_large_inside",
    "%(file)s is larger inside than a list of contacts can be (%(detail)s). It was not opened further. If it "
    "is a real list, copy its rows into a new workbook, save that as .xlsx or .csv, and import it.",
    "%(file)s est plus grand à l'intérieur qu'une liste de contacts ne peut l'être (%(detail)s). Il n'a pas "
    "été ouvert davantage. Si c'est une vraie liste, copiez ses lignes dans un nouveau classeur, "
    "enregistrez-le en .xlsx ou .csv et importez-le.",
)
_unusable(
    "file.password",
    "%(file)s is protected by a password. In Excel, choose File > Info > Protect Workbook, remove the "
    "password, save a copy and import that. For a zip, unpack it with its password first.",
    "%(file)s est protégé par un mot de passe. Dans Excel, choisissez Fichier > Informations > Protéger le "
    "classeur, retirez le mot de passe, enregistrez une copie et importez-la. Pour un zip, décompressez-le "
    "d'abord avec son mot de passe.",
)
_unusable(
    "file.no_contact_line",
    "Line %(value)s of %(file)s is no contact as JSON (%(detail)s). Export the contacts again, one a line, "
    "and import that.",
    "La ligne %(value)s de %(file)s n'est pas un contact au format JSON (%(detail)s). Exportez de nouveau "
    "les contacts, un par ligne, et importez ce fichier.",
)
_unusable(
    "file.damaged",
    "%(file)s is damaged or was not downloaded to the end (%(detail)s). Export or download it again; if it "
    "opens in Excel, save it there as a new .xlsx and import that.",
    "%(file)s est endommagé ou n'a pas été téléchargé jusqu'au bout (%(detail)s). Exportez-le ou "
    "téléchargez-le de nouveau ; s'il s'ouvre dans Excel, enregistrez-le comme nouveau .xlsx et importez "
    "celui-ci.",
)
_unusable(
    "file.unsafe",
    "%(file)s contains something that no list of contacts needs (%(detail)s), so it was not opened. Open it "
    "in Excel, save the list as a new .xlsx or .csv, and import that.",
    "%(file)s contient un élément dont aucune liste de contacts n'a besoin (%(detail)s) ; il n'a donc pas "
    "été ouvert. Ouvrez-le dans Excel, enregistrez la liste en nouveau .xlsx ou .csv et importez-la.",
)
_unusable(
    "file.unknown_format",
    "%(file)s is not a list that can be read: it looks like %(detail)s. Export the list to Excel (.xlsx), "
    "CSV or vCard and import that.",
    "%(file)s n'est pas une liste lisible : le contenu ressemble à %(detail)s. Exportez la liste vers Excel "
    "(.xlsx), CSV ou vCard et importez ce fichier.",
)
_unusable(
    "file.no_text",
    "%(file)s is not a list that can be read: it holds no text. Export the list to Excel (.xlsx), CSV or "
    "vCard and import that.",
    "%(file)s n'est pas une liste lisible : le fichier ne contient pas de texte. Exportez la liste vers "
    "Excel (.xlsx), CSV ou vCard et importez ce fichier.",
)
_unusable(
    "file.no_table_inside",
    "%(file)s contains no list: %(detail)s. It may be a transfer package or a backup meant for the same "
    "software. In that software, export a list or a report to Excel or CSV and import that.",
    "%(file)s ne contient aucune liste : %(detail)s. C'est peut-être un fichier de transfert ou une "
    "sauvegarde destinés au même logiciel. Dans ce logiciel, exportez une liste ou un rapport vers Excel ou "
    "CSV et importez ce fichier.",
)
_unusable(
    "file.nested_zip",
    "%(file)s is a zip inside a zip. Unpack it and choose the files in it.",
    "%(file)s est un zip dans un zip. Décompressez-le et choisissez les fichiers qu'il contient.",
)
_unusable(
    "file.only_hidden",
    "The sheets of %(file)s that are visible have no rows; hidden are: %(detail)s. If the list is there, "
    "choose that sheet by name with the option “sheet”.",
    "Les feuilles visibles de %(file)s n'ont aucune ligne ; sont masquées : %(detail)s. Si la liste s'y "
    "trouve, choisissez cette feuille par son nom avec l'option « sheet ».",
)
_unusable(
    "file.no_such_sheet",
    "No sheet is called “%(value)s”. Did you mean “%(suggestion)s”? The sheets are: %(detail)s.",
    "Aucune feuille ne s'appelle « %(value)s ». Vouliez-vous dire « %(suggestion)s » ? Les feuilles : "
    "%(detail)s.",
)
_unusable(
    "file.no_such_sheet_nothing_near",
    "No sheet is called “%(value)s”. The sheets are: %(detail)s. Choose one of these by name or position.",
    "Aucune feuille ne s'appelle « %(value)s ». Les feuilles : %(detail)s. Choisissez l'une d'elles par son "
    "nom ou sa position.",
)
_unusable(
    "argument.no_text_file",
    "The option %(value)s is for text files, and none of the files is one (%(detail)s). Leave it out.",
    "L'option %(value)s concerne les fichiers texte, et aucun des fichiers n'en est un (%(detail)s). "
    "Retirez-la.",
)
_unusable(
    "file.unreadable_sheet",
    "%(file)s: the sheet “%(sheet)s” could not be read (%(detail)s), so nothing of the file was used. Open "
    "it in Excel, save it as a new .xlsx and import that.",
    "%(file)s : la feuille « %(sheet)s » n'a pas pu être lue (%(detail)s) ; rien du fichier n'a donc été "
    "utilisé. Ouvrez-le dans Excel, enregistrez-le comme nouveau .xlsx et importez celui-ci.",
)
_unusable(
    "file.unknown_encoding",
    "“%(value)s” is not an encoding that is known here. Try utf-8, windows-1252, macintosh or utf-16, or "
    "leave the choice to Carnet.",
    "« %(value)s » n'est pas un encodage connu ici. Essayez utf-8, windows-1252, macintosh ou utf-16, ou "
    "laissez Carnet choisir.",
)
_unusable(
    "file.encoding_does_not_fit",
    "%(file)s is not written in %(value)s: it does not fit at %(detail)s. Leave the choice of the encoding "
    "to Carnet, or choose another one.",
    "%(file)s n'est pas écrit en %(value)s : le contenu n'y correspond pas à %(detail)s. Laissez Carnet "
    "choisir l'encodage ou choisissez-en un autre.",
)
_unusable(
    "file.bad_delimiter",
    "“%(value)s” cannot separate columns. Give one character, such as a comma, a semicolon, a bar or tab.",
    "« %(value)s » ne peut pas séparer des colonnes. Indiquez un seul caractère : virgule, point-virgule, "
    "barre verticale ou tab.",
)
_unusable(
    "file.took_too_much",
    "%(file)s could not be read with the memory and time that one file may take. Nothing was changed. Copy "
    "its rows into a new workbook or split the list, and import that.",
    "%(file)s n'a pas pu être lu avec la mémoire et le temps qu'un fichier peut prendre. Rien n'a été "
    "modifié. Copiez ses lignes dans un nouveau classeur ou partagez la liste, puis importez le résultat.",
)
_unusable(
    "file.not_readable",
    "%(file)s could not be read (%(detail)s). Nothing was changed. Open it in the program that it came "
    "from, save the list as a new .xlsx or .csv, and import that.",
    "%(file)s n'a pas pu être lu (%(detail)s). Rien n'a été modifié. Ouvrez-le dans le logiciel d'origine, "
    "enregistrez la liste en nouveau .xlsx ou .csv et importez-la.",
)

_note(
    "sheet.hidden",
    Severity.WARNING,
    "The sheet “%(value)s” is hidden and was left out. If its rows belong to the list, choose it by name "
    "with the option “sheet”.",
    "La feuille « %(value)s » est masquée et n'a pas été lue. Si ses lignes font partie de la liste, "
    "choisissez-la par son nom avec l'option « sheet ».",
)
_note(
    "sheet.not_chosen",
    Severity.INFO,
    "The sheet “%(value)s” was left out because other sheets were chosen.",
    "La feuille « %(value)s » n'a pas été lue, car d'autres feuilles ont été choisies.",
)
_note(
    "sheet.no_cells",
    Severity.INFO,
    "“%(value)s” is a chart or a macro sheet (%(detail)s) and holds no list. It was left out.",
    "« %(value)s » est une feuille de graphique ou de macros (%(detail)s) et ne contient pas de liste. Elle "
    "n'a pas été lue.",
)
_note(
    "sheet.unreadable",
    Severity.ERROR,
    "The sheet “%(value)s” could not be read (%(detail)s); the other sheets were. Open the file in Excel, "
    "save it as a new .xlsx and import that.",
    "La feuille « %(value)s » n'a pas pu être lue (%(detail)s) ; les autres l'ont été. Ouvrez le fichier "
    "dans Excel, enregistrez-le comme nouveau .xlsx et importez celui-ci.",
)
_note(
    "sheet.error_cells",
    Severity.WARNING,
    "“%(value)s” has formulas that gave an error (%(detail)s). Those cells are kept as they stand. Correct "
    "the formulas and import again if they matter.",
    "« %(value)s » contient des formules en erreur (%(detail)s). Ces cellules sont gardées telles quelles. "
    "Corrigez les formules et recommencez l'importation si elles comptent.",
)
_note(
    "sheet.formulas_without_values",
    Severity.WARNING,
    "“%(value)s” has formulas whose results the file does not hold (%(detail)s); those cells are empty here. "
    "Open the file in Excel, save it, and import it again.",
    "« %(value)s » contient des formules dont le fichier ne contient pas le résultat (%(detail)s) ; ces "
    "cellules sont vides ici. Ouvrez le fichier dans Excel, enregistrez-le et importez-le de nouveau.",
)
_note(
    "sheet.hidden_rows",
    Severity.INFO,
    "“%(value)s” has rows that are hidden or filtered out (%(detail)s); they were read as well. If they are "
    "not meant, delete them in the file and import it again.",
    "« %(value)s » contient des lignes masquées ou filtrées (%(detail)s) ; elles ont été lues aussi. Si "
    "elles ne sont pas voulues, supprimez-les dans le fichier et importez-le de nouveau.",
)
_note(
    "sheet.spans",
    Severity.INFO,
    "“%(value)s” has cells that go over several rows (%(detail)s); what they say was taken for each of these "
    "rows.",
    "« %(value)s » contient des cellules qui s'étendent sur plusieurs lignes (%(detail)s) ; leur contenu a "
    "été pris pour chacune de ces lignes.",
)
_note(
    "sheet.turned",
    Severity.WARNING,
    "“%(value)s” has the names of the fields in its first column and a contact in each of the others. It was "
    "read column by column (%(detail)s contacts): row 2 here is column B there. Look at a few contacts.",
    "« %(value)s » porte les noms des champs dans sa première colonne et un contact dans chacune des "
    "autres. La feuille a été lue colonne par colonne (%(detail)s contacts) : la ligne 2 est ici la colonne "
    "B. Vérifiez quelques contacts.",
)
_note(
    "sheet.pairs",
    Severity.WARNING,
    "“%(value)s” has the name and the value of each field in a line of its own. The lines were put together "
    "into %(detail)s contacts; the row of each is the last of its lines. Look at a few contacts.",
    "« %(value)s » porte le nom et la valeur de chaque champ sur une ligne à part. Les lignes ont été "
    "réunies en %(detail)s contacts ; la ligne de chacun est la dernière des siennes. Vérifiez quelques "
    "contacts.",
)
_note(
    "sheet.tables",
    Severity.INFO,
    "“%(value)s” holds %(detail)s tables, each under a header of its own. Each is read as a sheet: "
    "“%(value)s”, “%(value)s #2” and so on. Row numbers are those of the sheet.",
    "« %(value)s » contient %(detail)s tableaux, chacun sous son propre en-tête. Chacun est lu comme une "
    "feuille : « %(value)s », « %(value)s #2 », etc. Les numéros de ligne sont ceux de la feuille.",
)
_note(
    "file.encoding_guessed",
    Severity.WARNING,
    "The file does not say how its letters are written; %(value)s fits best, but that is not certain. Look "
    "at a few names; if they are wrong, choose another encoding with the option “encoding”, or export the "
    "file as UTF-8.",
    "Le fichier n'indique pas comment ses lettres sont écrites ; %(value)s convient le mieux, sans que ce "
    "soit certain. Vérifiez quelques noms ; s'ils sont faux, choisissez un autre encodage avec l'option "
    "« encoding », ou exportez le fichier en UTF-8.",
)
_note(
    "file.encoding_mixed",
    Severity.WARNING,
    "The file mixes two ways of writing accents. %(detail)s characters that are not UTF-8 were read as "
    "Windows-1252. Look at the names that have accents.",
    "Le fichier mélange deux façons d'écrire les accents. %(detail)s caractères qui ne sont pas de l'UTF-8 "
    "ont été lus comme du Windows-1252. Vérifiez les noms qui portent des accents.",
)
_note(
    "file.encoding_by_turns",
    Severity.WARNING,
    "The file was begun in one encoding and continued in another (UTF-16 and UTF-8). Each row was read as it "
    "is written. Look at the first and the last names.",
    "Le fichier a été commencé dans un encodage et continué dans un autre (UTF-16 et UTF-8). Chaque ligne a "
    "été lue telle qu'elle est écrite. Vérifiez les premiers et les derniers noms.",
)
_note(
    "file.letters_lost",
    Severity.WARNING,
    "Letters were lost before the file was made (“%(value)s”; %(detail)s in what was looked at). They cannot "
    "be restored here. Export the file again as UTF-8.",
    "Des lettres ont été perdues avant la création du fichier (« %(value)s », %(detail)s lettres de ce genre "
    "dans ce qui a été examiné). Elles ne peuvent pas être rétablies ici. Exportez de nouveau le fichier en "
    "UTF-8.",
)
_note(
    "file.encoding_mended",
    Severity.WARNING,
    "The accents had been damaged before the export (“%(value)s”) and were mended (“%(detail)s”). Look at a "
    "few names.",
    "Les accents avaient été abîmés avant l'exportation (« %(value)s ») et ont été rétablis "
    "(« %(detail)s »). Vérifiez quelques noms.",
)
_note(
    "file.unclosed_quote",
    Severity.WARNING,
    "Row %(value)s opens a quotation mark that is never closed. The mark was kept as part of the text and "
    "the rows after it were read as rows of their own (%(detail)s such rows in all). Look at that row.",
    "La ligne %(value)s ouvre un guillemet qui n'est jamais fermé. Le guillemet a été gardé dans le texte "
    "et les lignes suivantes ont été lues comme des lignes distinctes (%(detail)s lignes de ce genre en "
    "tout). Vérifiez cette ligne.",
)
_note(
    "file.entities",
    Severity.INFO,
    "Some letters are written as in web pages (“%(value)s”); they were read as what they stand for "
    "(“%(detail)s”).",
    "Certaines lettres sont écrites comme dans les pages Web (« %(value)s ») ; elles ont été lues pour ce "
    "qu'elles représentent (« %(detail)s »).",
)
_note(
    "file.other_lists",
    Severity.INFO,
    "The file also holds lists that are not of contacts (%(value)s); they were left out.",
    "Le fichier contient aussi des listes qui ne sont pas de contacts (%(value)s)\u00a0; elles ont été "
    "laissées de côté.",
)
_note(
    "file.fixed_width",
    Severity.WARNING,
    "No character separates the columns of this text; it was cut into %(value)s columns where spaces part "
    "them. Look at the first rows; if a column is cut wrongly, export the list as CSV.",
    "Aucun caractère ne sépare les colonnes de ce texte ; il a été découpé en %(value)s colonnes là où "
    "des espaces les séparent. Vérifiez les premières lignes ; si une colonne est mal découpée, exportez "
    "la liste en CSV.",
)
_note(
    "file.other_extension",
    Severity.INFO,
    "The name ends in %(value)s, but the contents are %(detail)s; they were read as that.",
    "Le nom se termine par %(value)s, mais le contenu est du %(detail)s ; il a été lu comme tel.",
)
_note(
    "archive.left_out",
    Severity.INFO,
    "In the zip, %(value)s holds no list and was left out (%(detail)s).",
    "Dans le zip, %(value)s ne contient pas de liste et n'a pas été lu (%(detail)s).",
)
_note(
    "archive.nested",
    Severity.WARNING,
    "In the zip, %(value)s is a zip again and was not opened. If it holds lists, unpack it and import them "
    "too.",
    "Dans le zip, %(value)s est encore un zip et n'a pas été ouvert. S'il contient des listes, "
    "décompressez-le et importez-les aussi.",
)
_note(
    "vcard.no_end",
    Severity.WARNING,
    "The card that begins on line %(value)s has no end; what stood before the next card was read. The file "
    "may have been cut off: compare the number of cards with the source.",
    "La fiche qui commence à la ligne %(value)s n'a pas de fin ; ce qui précède la fiche suivante a été lu. "
    "Le fichier a peut-être été tronqué : comparez le nombre de fiches avec la source.",
)
_note(
    "vcard.outside_card",
    Severity.WARNING,
    "Line %(value)s stands outside any card and was not read: “%(detail)s”. Check whether the file is "
    "complete.",
    "La ligne %(value)s se trouve hors de toute fiche et n'a pas été lue : « %(detail)s ». Vérifiez que le "
    "fichier est complet.",
)
_note(
    "vcard.large_value",
    Severity.INFO,
    "Pictures, sounds and keys are not stored: %(value)s, %(detail)s. They stay in your file.",
    "Les images, sons et clés ne sont pas enregistrés : %(value)s, %(detail)s. Ils restent dans votre "
    "fichier.",
)
