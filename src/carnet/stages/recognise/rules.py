"""What the recognise stage says of a sheet, or of an option that cannot be followed.

``value`` is what was found, ``detail`` one more fact.
"""

from __future__ import annotations

from carnet.findings import Severity, rule

rule(
    "provider.unknown",
    Severity.ERROR,
    en="No provider is called “%(value)s”. Choose one of: %(detail)s.",
    fr="Aucun fournisseur ne s'appelle « %(value)s ». Choisissez-en un parmi : %(detail)s.",
)
rule(
    "header.beyond",
    Severity.ERROR,
    en="Row %(value)s was chosen as the header, but no sheet has a filled cell there. Choose a row between "
    "1 and %(detail)s that names the columns.",
    fr="La ligne %(value)s a été choisie comme en-tête, mais aucune feuille n'y a de cellule remplie. "
    "Choisissez, entre 1 et %(detail)s, une ligne qui nomme les colonnes.",
)
rule(
    "header.cards",
    Severity.ERROR,
    en="Row %(value)s was chosen as the header, but the files are vCards, which have none. Leave the option "
    "out.",
    fr="La ligne %(value)s a été choisie comme en-tête, mais les fichiers sont des vCards, qui n'en ont pas. "
    "Retirez cette option.",
)
rule(
    "header.missing",
    Severity.WARNING,
    en="No row names the columns, so the fields were told from the values alone. Check the columns, or add "
    "a first row of headers and import the file again.",
    fr="Aucune ligne ne nomme les colonnes ; les champs ont donc été reconnus d'après les valeurs seules. "
    "Vérifiez les colonnes, ou ajoutez une première ligne d'en-têtes et importez de nouveau le fichier.",
)
rule(
    "file.no_list",
    Severity.ERROR,
    en="Nothing in this file looks like a list of contacts, so it makes none. If it is one, write the names "
    "of the columns into its first row, or choose the row that has them with the option “header-row”.",
    fr="Rien dans ce fichier ne ressemble à une liste de contacts ; il n'en donne donc aucun. Si c'en est "
    "une, écrivez le nom des colonnes dans la première ligne, ou choisissez la ligne qui les porte avec "
    "l'option « header-row ».",
)
rule(
    "rows.long",
    Severity.WARNING,
    en="Rows that have more cells than the header has names: %(value)s, the first of them row %(detail)s. A "
    "value may hold the delimiter without quotes around it; then those behind it stand too far right. "
    "Compare these rows, or give the further columns a name.",
    fr="Lignes qui ont plus de cellules que l'en-tête n'a de noms : %(value)s, la première étant la ligne "
    "%(detail)s. Une valeur contient peut-être le séparateur sans guillemets ; celles qui la suivent sont "
    "alors décalées vers la droite. Comparez ces lignes, ou nommez les colonnes suivantes.",
)
rule(
    "sheet.empty",
    Severity.INFO,
    en="This sheet has no filled cell.",
    fr="Cette feuille n'a aucune cellule remplie.",
)
rule(
    "sheet.no_rows",
    Severity.INFO,
    en="This sheet has a header and no row below it.",
    fr="Cette feuille a un en-tête et aucune ligne en dessous.",
)
rule(
    "sheet.no_list",
    Severity.INFO,
    en="This sheet is no list of contacts (instructions, a cover page or another table) and was set aside. "
    "If it is one, choose its header row.",
    fr="Cette feuille n'est pas une liste de contacts (instructions, page de garde ou autre tableau) et a "
    "été mise de côté. Si c'en est une, choisissez sa ligne d'en-tête.",
)
rule(
    "sheet.across",
    Severity.WARNING,
    en="The names of the fields stand in the first column, one below the other, so this sheet was set aside. "
    "Copy the table, choose Paste Special > Transpose in an empty sheet, and import that.",
    fr="Les noms des champs se trouvent dans la première colonne, l'un sous l'autre ; cette feuille a donc "
    "été mise de côté. Copiez le tableau, choisissez Collage spécial > Transposé dans une feuille vide et "
    "importez-la.",
)
rule(
    "sheet.address_labels",
    Severity.WARNING,
    en="This sheet holds address labels: a name, a street and a place below each other, then an empty row "
    "(the first is “%(detail)s” in row %(value)s). Nothing tells how many lines each part has, so it was "
    "set aside. Make a table of it with a row for each contact and the columns Name, Street, City, State "
    "and Zip, or export the list that the labels were made of.",
    fr="Cette feuille contient des étiquettes d'adresses : un nom, une rue et une ville l'un sous "
    "l'autre, puis une ligne vide (la première est « %(detail)s », ligne %(value)s). Rien ne dit combien "
    "de lignes compte chaque partie ; elle a donc été mise de côté. Faites-en un tableau avec une ligne "
    "par contact et les colonnes Nom, Rue, Ville, Province et Code postal, ou exportez la liste qui a "
    "servi à faire les étiquettes.",
)
rule(
    "sheet.second_table",
    Severity.WARNING,
    en="Row %(value)s names other columns than the header does: a second table begins there. Its %(detail)s "
    "rows were set aside. Put them on a sheet of their own and import that too.",
    fr="La ligne %(value)s nomme d'autres colonnes que l'en-tête : un second tableau y commence. Ses "
    "%(detail)s lignes ont été mises de côté. Placez-les dans une feuille à part et importez-la aussi.",
)
rule(
    "sheet.hidden_columns",
    Severity.INFO,
    en="This sheet has columns that the workbook does not show (%(value)s); they were read as well. If "
    "they are not meant, set them aside here, or delete them in the file and import it again.",
    fr="Cette feuille a des colonnes que le classeur n'affiche pas (%(value)s) ; elles ont été lues "
    "aussi. Si elles ne sont pas voulues, mettez-les de côté ici, ou supprimez-les dans le fichier et "
    "importez-le de nouveau.",
)
rule(
    "sheet.findings",
    Severity.INFO,
    en="This sheet is the list of findings that Carnet wrote; it was set aside.",
    fr="Cette feuille est la liste des constats que Carnet a écrite ; elle a été mise de côté.",
)
rule(
    "sheet.package",
    Severity.ERROR,
    en="This is a transfer package for another program (it begins “%(value)s”), not a list of contacts. "
    "Export a list of clients or a report to Excel or CSV instead.",
    fr="Ceci est un fichier de transfert pour un autre logiciel (il commence par « %(value)s »), et non une "
    "liste de contacts. Exportez plutôt une liste de clients ou un rapport vers Excel ou CSV.",
)
rule(
    "provider.uncertain",
    Severity.WARNING,
    en="The headers fit %(value)s, but %(detail)s nearly as well. Choose the provider if it is another.",
    fr="Les en-têtes conviennent à %(value)s, mais presque autant à %(detail)s. Choisissez le fournisseur si "
    "c'en est un autre.",
)
rule(
    "rows.group_titles",
    Severity.INFO,
    en="Rows of one cell only, which says what the rows below have in common (%(detail)s): %(value)s. "
    "They are no contacts and were set aside.",
    fr="Lignes d'une seule cellule, qui dit ce que les lignes suivantes ont en commun (%(detail)s) : "
    "%(value)s. Ce ne sont pas des contacts et elles ont été mises de côté.",
)
rule(
    "rows.maybe_titles",
    Severity.WARNING,
    en="Rows of one cell only, where the others have several (%(detail)s): %(value)s. They are taken for "
    "contacts. If they are titles of groups, take these rows out of the file.",
    fr="Lignes d'une seule cellule, alors que les autres en ont plusieurs (%(detail)s) : %(value)s. Elles "
    "sont prises pour des contacts. Si ce sont des titres de groupes, retirez ces lignes du fichier.",
)
rule(
    "rows.left_out",
    Severity.INFO,
    en="%(value)s rows are no contacts (titles, repeated headers, totals or footers; the first is row "
    "%(detail)s) and were set aside.",
    fr="%(value)s lignes ne sont pas des contacts (titres, en-têtes répétés, totaux ou pieds de page ; la "
    "première est la ligne %(detail)s) et ont été mises de côté.",
)
