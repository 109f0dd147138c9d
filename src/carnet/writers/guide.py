"""The rules of the import file in words, as its guide tells them."""

from __future__ import annotations

from carnet.language import Text

TITLE = Text("Carnet: guide", "Carnet : guide")
RULES = (
    Text(
        "Fill in the three tabs, save, and import this file. Columns may stay empty; dark headers are "
        "required. Replace the example in row 2 of each tab.",
        "Remplissez les trois onglets, enregistrez, puis importez ce fichier. Les colonnes peuvent rester "
        "vides ; les en-têtes foncés sont obligatoires. Remplacez l'exemple de la ligne 2 de chaque onglet.",
    ),
    Text(
        "Organizations: companies, trusts, charities, and couples. For a couple, write one organization and "
        "both people in the People tab, each belonging to it.",
        "Organisations : sociétés, fiducies, organismes de bienfaisance et couples. Pour un couple, écrivez "
        "une organisation et les deux personnes dans l'onglet Personnes, chacune lui appartenant.",
    ),
    Text(
        "People: one row for each person. Add a row with the same name for a second email, a second "
        "organization or a second address: each row is a card of that person.",
        "Personnes : une ligne par personne. Ajoutez une ligne avec le même nom pour une deuxième adresse "
        "électronique, une deuxième organisation ou une deuxième adresse : chaque ligne est une fiche de "
        "cette personne.",
    ),
    Text(
        "Belongs To: the name of an organization exactly as it stands in the Organizations tab. Role: what "
        "the person is there.",
        "Appartient à : le nom d'une organisation exactement comme dans l'onglet Organisations. Rôle : ce "
        "que la personne y est.",
    ),
    Text(
        "Client Groups: a name, and the names of its members separated by semicolons.",
        "Groupes de clients : un nom, et les noms des membres séparés par des points-virgules.",
    ),
    Text(
        "Client Identifier: different for each contact. Zeros in front are kept.",
        "Identifiant du client : différent pour chaque contact. Les zéros du début sont conservés.",
    ),
    Text(
        "Addresses: street, city, state or province, postal code and country in one cell, separated by "
        "commas. Write the country's full name, there or in the country's own column.",
        "Adresses : rue, ville, région ou province, code postal et pays dans une cellule, séparés par des "
        "virgules. Écrivez le pays en toutes lettres, à cet endroit ou dans sa propre colonne.",
    ),
    Text(
        "Dates: year-month-day, such as 1984-03-27. Fiscal year end: a day from 1 to 31 and a month from 1 "
        "to 12.",
        "Dates : année-mois-jour, par exemple 1984-03-27. Fin d'exercice : un jour de 1 à 31 et un mois de "
        "1 à 12.",
    ),
    Text(
        "Phones: with the country's code where it is not yours. Further phones go to the description.",
        "Téléphones : avec l'indicatif du pays si ce n'est pas le vôtre. Les autres numéros vont dans la "
        "description.",
    ),
    Text(
        "Preferred Name: how you greet the person, most often the first name.",
        "Nom préféré : la façon de saluer la personne, le plus souvent son prénom.",
    ),
    Text(
        "This tab is not imported. The lists beside hold the allowed values.",
        "Cet onglet n'est pas importé. Les listes à côté contiennent les valeurs permises.",
    ),
)
