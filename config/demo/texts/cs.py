from config.demo.texts import Manners, Scenario

MANNERS = Manners(
    greetings=("Dobrý den,", "Dobrý den, prosím o pomoc.", "Zdravím,", "Vážení,"),
    farewells=("S pozdravem", "Děkuji", "Předem díky", "Hezký den"),
    staff_greeting="Dobrý den,",
    staff_farewell="S pozdravem",
    thanks="Děkuji, už je vše v pořádku.",
    comments_good=("Rychlé a srozumitelné.", "Vyřešeno hned napoprvé, díky.", "Příjemné jednání.", ""),
    comments_bad=("Musel jsem psát třikrát.", "Odpověď přišla až druhý den.", "Stále to nefunguje.", ""),
)

TELECOM = (
    Scenario(
        "support",
        "Internet padá každý večer",
        "od pondělí nám každý večer kolem {hour}:00 vypadává připojení na adrese {street}. Modem svítí červeně, po restartu to "
        "vydrží zhruba půl hodiny. Přes den je rychlost v pořádku, naměříme {speed} Mb/s.\n\nMůžete se na to prosím podívat? "
        "Pracuji z domova a takhle to nejde.",
        "děkujeme za podrobný popis. Na lince vidíme od pondělí zvýšený počet chyb, příčinou je nejspíš poškozený konektor "
        "v rozvaděči domu. Technik se k Vám dostane zítra mezi 9. a 12. hodinou, přístup do bytu není potřeba.",
        "technik tu byl, ale včera večer to spadlo znovu, tentokrát jen na pár minut. V příloze posílám záznam z modemu.",
        "vyměnili jsme Vám port na ústředně a od té doby linka běží bez jediné chyby. Kdyby se výpadek vrátil, stačí odpovědět "
        "na tento e-mail a případ otevřeme znovu.",
        "SNR kolísá mezi 4 a 9 dB, port 17. Stejný problém hlásí i soused z druhého patra, dát vědět technikům.",
    ),
    Scenario(
        "billing",
        "Faktura {invoice}: účtujete dvakrát",
        "ve faktuře {invoice} mám dvakrát položku {amount} Kč za pronájem modemu. Modem máme jen jeden a v minulých měsících "
        "to bylo správně. Prosím o opravu a o novou částku k úhradě.",
        "máte pravdu, při výměně modemu se starý kus v systému neuzavřel. Vystavili jsme opravný doklad na {amount} Kč, "
        "odečte se z příští faktury. Tu současnou prosím uhraďte už bez této položky.",
        "částku jsem zaplatila, přišla mi ale upomínka na zbytek. Můžete ji prosím zrušit?",
        "upomínku jsme zrušili, vznikla jen proto, že se obě platby minuly. Na účtu máte vše vyrovnané.",
        "Duplicitní položka po výměně CPE, dobropis schválen do 1 000 Kč.",
    ),
    Scenario(
        "retention",
        "Výpověď smlouvy {contract}",
        "chci ukončit smlouvu {contract} ke konci měsíce. Konkurence mi nabízí {speed} Mb/s za {amount} Kč a u vás platím "
        "o třetinu víc. Napište mi prosím, co pro to mám udělat.",
        "mrzí nás to, že o odchodu uvažujete. Výpovědní doba je 30 dnů. Než se rozhodnete: na Vaší adrese jsme v září "
        "dokončili optiku a můžeme Vám nabídnout {speed} Mb/s za stejnou cenu bez závazku.",
        "nabídka zní lépe. Platí i pro televizi, nebo jen pro internet? A kdy by to šlo přepojit?",
        "cena zahrnuje obojí. Technik Vás přepojí v úterý dopoledne, novou smlouvu najdete v zákaznické zóně k podpisu.",
        "Zákazník {years} let, bez dluhů. Smí dostat nabídku úrovně B.",
    ),
    Scenario(
        "support",
        "Nejde mi přihlášení do zákaznické zóny",
        "po změně hesla se nemohu přihlásit do zákaznické zóny. Stránka píše, že účet neexistuje, přitom faktury na tenhle "
        "e-mail chodí dál. Číslo smlouvy je {contract}.",
        "účet máme vedený pod starší adresou. Propojili jsme ho s touto, heslo si teď prosím nastavte odkazem "
        "„Zapomenuté heslo“. Odkaz platí hodinu.",
        "přihlášení už funguje, ale nevidím starší faktury. Potřebuji je do účetnictví za celý rok.",
        "starší faktury jsme k účtu přiřadili, najdete je v části Dokumenty. Chybět by neměla žádná.",
        "Dva účty k jedné smlouvě, sloučeno. Pozor na staré CRM.",
    ),
    Scenario(
        "support",
        "Stěhování na novou adresu",
        "k {day}. se stěhujeme na adresu {street} a rádi bychom si internet vzali s sebou. Je tam vaše síť? A můžeme mít "
        "připojení hned první den?",
        "na nové adrese síť máme, dokonce optickou. Přeložení objednáme na {day}. dopoledne, stávající modem si prosím "
        "přivezte. Přeložení je zdarma.",
        "termín se nám posunul o týden. Jde to ještě změnit?",
        "termín jsme posunuli o týden, potvrzení Vám přijde v SMS. Ať se Vám v novém dobře bydlí.",
        "Nová adresa pasportizovaná, volný port 4.",
    ),
    Scenario(
        "billing",
        "Prosím o splátky",
        "kvůli výpadku příjmu nezvládnu fakturu {invoice} na {amount} Kč zaplatit najednou. Šlo by ji rozdělit na tři měsíce? "
        "Nerad bych přišel o telefonní číslo.",
        "rozdělení na tři splátky Vám umožníme, první prosím do {day}. Službu mezitím neomezíme a poplatek za splátky "
        "neúčtujeme.",
        "první splátku jsem poslal. Jen se chci ujistit, že dorazila a že je vše domluvené.",
        "platba dorazila v pořádku a kalendář splátek máme potvrzený. Děkujeme, že jste se ozvali včas.",
        "Splátkový kalendář 3×, schválila vedoucí.",
    ),
)

ENERGY = (
    Scenario(
        "billing",
        "Záloha na elektřinu je příliš vysoká",
        "přišel mi nový rozpis záloh, místo {amount} EUR mám platit skoro dvojnásobek. Spotřeba se nezměnila, bydlím sama. "
        "Podle čeho jste zálohu počítali?",
        "záloha vycházela z odhadu, protože samoodečet za pololetí nedorazil. Pošlete prosím aktuální stav elektroměru, "
        "zálohu hned přepočítáme.",
        "stav je {meter}. Fotku elektroměru posílám v příloze.",
        "děkujeme, podle odečtu jsme zálohu snížili na původní výši a přeplatek vrátíme na účet.",
        "Odhad podle předchozího odběratele, opraveno.",
    ),
    Scenario(
        "support",
        "Přepis odběru po nájemníkovi",
        "kupuji byt na adrese {street} a potřebuji přepsat odběr elektřiny na sebe. Jaké doklady k tomu mám poslat?",
        "stačí předávací protokol se stavem elektroměru a číslo účtu pro platby. Přepis uděláme zpětně ke dni předání.",
        "protokol posílám, stav při předání byl {meter}.",
        "přepis je hotový, smlouvu Vám posíláme k podpisu. První záloha je splatná příští měsíc.",
        "Předchozí odběratel má nedoplatek, nepřenášet.",
    ),
)
