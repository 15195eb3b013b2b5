from config.demo.texts import Manners, Scenario

MANNERS = Manners(
    greetings=("Labdien!", "Labrīt!", "Sveiki!", "Cienījamie kolēģi!"),
    farewells=("Ar cieņu", "Paldies", "Jau iepriekš pateicos", "Lai jauka diena"),
    staff_greeting="Labdien!",
    staff_farewell="Ar cieņu",
    thanks="Paldies, viss kārtībā.",
    comments_good=("Ātri un saprotami.", "Atrisināja uzreiz, paldies.", "Ļoti laipna apkalpošana.", ""),
    comments_bad=("Nācās rakstīt trīs reizes.", "Atbilde atnāca tikai nākamajā dienā.", "Joprojām nedarbojas.", ""),
)

TELECOM = (
    Scenario(
        "support",
        "Internets vakaros kļūst lēns",
        "Kopš pagājušās nedēļas ap plkst. {hour}:00 internets adresē {street} kļūst tik lēns, ka neatveras pat pasts. Dienā "
        "mērījumi rāda {speed} Mb/s. Vai tā ir pārslodze?",
        "Paldies par mērījumiem. Jūsu posmā vakaros patiešām ir pārslodze, šonedēļ pieslēdzam otru līniju. Līdz tam "
        "abonēšanas maksu samazinām uz pusi.",
        "Kopš otrdienas ir daudz labāk, tikai bezvadu tīkls vēl reizēm pazūd.",
        "Maršrutētājam attālināti atjaunojām programmatūru un nomainījām kanālu. Novērojām trīs dienas, pārrāvumu vairs nav.",
        "Posms 7-3, kapacitāte tiek dubultota ceturtdien.",
    ),
    Scenario(
        "billing",
        "Rēķins {invoice} nav saņemts",
        "Rēķins {invoice} man nav atnācis, bet jau saņēmu atgādinājumu par {amount} EUR. Lūdzu atsūtiet rēķinu un atceliet "
        "soda naudu.",
        "Rēķins tika nosūtīts uz veco e-pasta adresi. Adresi izlabojām, rēķinu nosūtījām vēlreiz un atgādinājumu atcēlām.",
        "Rēķinu saņēmu un samaksāju. Vai turpmāk tie nāks uz šo adresi?",
        "Jā, visi turpmākie rēķini nāks uz šo adresi. Maksājums ir saņemts.",
        "Adrese nomainīta abās sistēmās.",
    ),
    Scenario(
        "retention",
        "Vēlos pārtraukt līgumu {contract}",
        "Lūdzu pārtraukt līgumu {contract} ar mēneša beigām, jo pārceļos uz laukiem. Ko man darīt ar televizora iekārtu?",
        "Līgumu varam pārtraukt ar mēneša beigām, iekārtu var bez maksas nodot pakomātā. Ja laukos vajadzēs internetu, "
        "Jūsu jaunajā pagastā mums jau ir optika.",
        "Tas ir labs jaunums! Cik maksātu pieslēgums un kad to varētu ierīkot?",
        "Pieslēgums ir bez maksas, montieris būs nākamās nedēļas trešdienā. Līgumu pārcēlām uz jauno adresi.",
        "Pārceļ līgumu, neslēdz.",
    ),
)

ENERGY = (
    Scenario(
        "support",
        "Elektrības nav kopš rīta",
        "Adresē {street} kopš plkst. {hour}:00 nav elektrības. Kaimiņiem gaisma ir. Drošinātājus pārbaudīju, viss ieslēgts. "
        "Mājās ir mazs bērns, lūdzu pasakiet, kad būs.",
        "Jūsu pievadā konstatēts bojājums, brigāde jau ir ceļā un būs aptuveni stundas laikā. Par kavēšanos paziņosim īsziņā.",
        "Elektrība ir, bet gaisma mirgo. Vai tas ir droši?",
        "Brigāde vakar nomainīja savienojumu pie skaitītāja, spriegums ir stabils. Ja mirgošana atkārtojas, zvaniet uzreiz.",
        "Pievada bojājums, ieraksts tīkla operatoram.",
    ),
    Scenario(
        "billing",
        "Par lielu aprēķināts rēķins",
        "Oktobra rēķins ir {amount} EUR, lai gan parasti maksāju divreiz mazāk. Skaitītāja rādījums ir {meter}. Lūdzu "
        "pārrēķiniet.",
        "Rādījums bija ievadīts ar kļūdu vienā ciparā. Rēķinu pārrēķinājām, pārmaksa tiks ieskaitīta nākamajā mēnesī.",
        "Paldies! Vai pārmaksu var atmaksāt uz kontu?",
        "Pārmaksu šodien pārskaitījām uz Jūsu kontu, tā pienāks divu darba dienu laikā.",
        "Kļūda portālā, cipari samainīti vietām.",
    ),
    Scenario(
        "billing",
        "Vēlos maksāt pa daļām",
        "Ziemas rēķins {invoice} man vienā reizē ir par lielu. Vai {amount} EUR varētu sadalīt trīs mēnešos?",
        "Jā, sadalījām trīs vienādās daļās bez papildu maksas. Pirmais maksājums līdz {day}. datumam.",
        "Pirmo daļu samaksāju. Vai saņēmāt?",
        "Maksājums ir saņemts, grafiks ir spēkā. Paldies, ka laikus sazinājāties.",
        "Grafiks apstiprināts, soda naudu neaprēķināt.",
    ),
    Scenario(
        "support",
        "Jauns skaitītājs nerāda pareizi",
        "Pirms divām nedēļām nomainīja skaitītāju, kopš tā laika patēriņš ir trīskāršojies. Rādījums šodien {meter}. "
        "Lūdzu pārbaudiet.",
        "Attālinātā pārbaude rāda, ka skaitītājs uzskaita arī kaimiņu dzīvokli. Meistars to pārslēgs ceturtdien.",
        "Meistars bija, paldies. Kas notiks ar jau samaksāto?",
        "Abu nedēļu patēriņu pārrēķinājām un starpību atskaitījām no rēķina.",
        "Sajaukti pievadi 12. un 14. dzīvoklim.",
    ),
    Scenario(
        "support",
        "Līguma noformēšana jaunam dzīvoklim",
        "Nopirku dzīvokli adresē {street} un vēlos noslēgt elektrības līgumu. Kādi dokumenti vajadzīgi un vai to var izdarīt "
        "attālināti?",
        "Vajadzīgs pieņemšanas akts ar skaitītāja rādījumu. Līgumu var parakstīt ar e-parakstu, saiti nosūtījām.",
        "Parakstīju. Rādījums pieņemšanas dienā bija {meter}.",
        "Līgums ir spēkā no pieņemšanas dienas. Sveicam jaunajās mājās!",
        "Iepriekšējais īpašnieks parādu nav atstājis.",
    ),
    Scenario(
        "support",
        "Saules paneļu pieslēgšana",
        "Uz jumta uzstādījām saules paneļus. Kas jāiesniedz, lai varētu nodot elektrību tīklā, un cik ilgi tas aizņem?",
        "Nepieciešama montētāja deklarācija un shēma. Pieslēgšana aizņem līdz divām nedēļām, norēķins ir reizi mēnesī.",
        "Deklarāciju un shēmu pievienoju. Vai ar to pietiek?",
        "Ar to pietiek, nodošana tīklā ir atļauta no šodienas. Līguma numurs {contract}.",
        "Jauda 9,8 kW, atļauja saņemta.",
    ),
)
