"""The small words of German, Spanish and French, by what they do in a sentence."""

from __future__ import annotations

YEARS = "2019 2020 2021 2022 2023 2024 2025 2026"
"""Years that stand for a time: "said in 2024"."""

GERMAN = {
    "determiners": (
        "der die das den dem des ein eine einer einem einen eines sein seine seiner ihr ihre "
        "ihrer ihrem unser dieser diese dieses jener viele einige mehrere beide alle zwei drei"
    ),
    "prepositions": (
        "in im an am auf aus bei beim mit nach von vom vor zu zum zur für gegen über unter "
        "durch um ohne zwischen seit während wegen trotz laut gegenüber hinter neben"
    ),
    "auxiliaries": (
        "ist sind war waren hat haben hatte hatten wird werden wurde wurden würde kann können "
        "könnte muss müssen soll sollen sollte will wollen habe sei seien hätte wäre"
    ),
    "negations": "nicht nie niemals kein keine",
    "adverbs": (
        "auch dann später zuvor gestern heute nun noch wieder jedoch allerdings dagegen zudem "
        "außerdem hinzu mit unterdessen weiter am montag dienstag mittwoch donnerstag freitag "
        "samstag sonntag aber dazu zugleich schon bereits"
    ),
    "conjunctions": "und aber oder doch",
    "subordinators": "dass weil obwohl während wenn als ob wie da denn und aber oder bevor nachdem",
    "relatives": "der die das welcher welche",
    "that": "dass",
    "according": "laut|gemäß|nach angaben von|nach angaben des|nach angaben der|nach angaben|"
    "nach aussage von|nach aussagen von|nach auskunft von|nach ansicht von|nach worten von",
    "others": "ich wir man du es jemand niemand",
    "times": (
        "montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz april "
        "mai juni juli august september oktober november dezember woche monat jahr morgen abend "
        ""
        f"vormittag nachmittag nacht mittag montagabend heute gestern {YEARS}"
    ),
    "occasions": (
        "mitteilung erklärung interview gespräch pressekonferenz rede brief bericht anfrage "
        "redaktion rande twitter zeitung deutschen"
    ),
    "roles": (
        "polizei regierung sprecher sprecherin minister ministerin ministerium bürgermeister "
        "bürgermeisterin präsident präsidentin verband gewerkschaft gericht staatsanwaltschaft "
        "unternehmen konzern behörde behörden feuerwehr trainer trainerin experten forscher "
        "forscherin opposition partei anwalt anwältin zeugen anwohner anwohnerin stadt leiterin "
        "leiter chefin chef landrätin landrat"
    ),
}

SPANISH = {
    "determiners": (
        "el la los las un una unos unas su sus este esta estos estas ese esa aquel otro otra "
        "varios varias muchos algunos dos tres lo"
    ),
    "prepositions": (
        "de del en a al con por para sin sobre entre desde hasta contra ante tras según durante "
        "bajo"
    ),
    "auxiliaries": (
        "es son era eran fue fueron ha han había habían será sería está están estaba puede "
        "pueden debe deben haber se hubo"
    ),
    "negations": "no nunca jamás tampoco",
    "adverbs": (
        "también además ayer hoy después luego entonces ahora ya sin embargo este lunes martes "
        "miércoles jueves viernes sábado domingo así asimismo todavía finalmente aún"
    ),
    "conjunctions": "y e pero o u",
    "subordinators": "que porque aunque cuando si como mientras donde y pero o pues",
    "relatives": "que quien quienes cual",
    "that": "que",
    "according": "según|de acuerdo con|en palabras de|a juicio de",
    "others": "yo nosotros uno nadie alguien",
    "times": (
        "lunes martes miércoles jueves viernes sábado domingo enero febrero marzo abril mayo "
        "junio julio agosto septiembre octubre noviembre diciembre semana mes año mañana tarde "
        "noche ayer "
        f"hoy {YEARS}"
    ),
    "occasions": (
        "comunicado entrevista rueda conferencia carta discurso mensaje nota declaraciones"
    ),
    "roles": (
        "ministro ministra presidente presidenta alcalde alcaldesa portavoz policía gobierno "
        "juez jueza fiscal fiscalía ministerio sindicato empresa partido oposición autoridades "
        "vecinos expertos director directora consejero consejera entrenador entrenadora abogado "
        "abogada ayuntamiento informe testigos fuentes concejala concejal"
    ),
}

FRENCH = {
    "determiners": (
        "le la les l' l’ un une des son sa ses leur leurs ce cette ces cet notre plusieurs deux "
        "trois du certains"
    ),
    "prepositions": (
        "de d' d’ du des en à au aux avec pour par sans sur entre depuis contre devant après "
        "selon dans chez sous lors vers"
    ),
    "auxiliaries": (
        "est sont était étaient a ont avait avaient sera serait peut peuvent doit doivent fut "
        "été s' s’ se n' n’ aurait"
    ),
    "negations": "ne n' n’ pas jamais",
    "adverbs": (
        "aussi également hier ensuite alors encore toujours déjà lundi mardi mercredi jeudi "
        "vendredi samedi dimanche ainsi toutefois cependant pourtant mais finalement notamment"
    ),
    "conjunctions": "et mais ou",
    "subordinators": "que qu' qu’ parce quoique quand si comme lorsque où et mais ou car puisque",
    "relatives": "qui que qu' qu’ dont",
    "that": "que qu' qu’",
    "according": "selon|d' après|d’ après|à en croire|de l' avis de|aux yeux de",
    "others": "je j' j’ nous vous on",
    "times": (
        "lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril mai "
        "juin juillet août septembre octobre novembre décembre semaine mois an année matin soir "
        "midi "
        f"nuit hier demain après-midi {YEARS}"
    ),
    "occasions": "communiqué entretien interview conférence lettre discours message tribune presse",
    "roles": (
        "ministre président présidente maire porte-parole police gouvernement juge procureur "
        "procureure ministère syndicat entreprise parti opposition autorités habitants experts "
        "directeur directrice entraîneur entraîneuse avocat avocate rapport témoins sources "
        "préfecture préfet préfète mairie adjointe adjoint"
    ),
}
