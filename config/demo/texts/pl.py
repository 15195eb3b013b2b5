from config.demo.texts import Manners, Scenario

MANNERS = Manners(
    greetings=("Dzień dobry,", "Dzień dobry, proszę o pomoc.", "Szanowni Państwo,", "Witam,"),
    farewells=("Pozdrawiam", "Z poważaniem", "Z góry dziękuję", "Dziękuję i pozdrawiam"),
    staff_greeting="Dzień dobry,",
    staff_farewell="Z poważaniem",
    thanks="Dziękuję, już wszystko działa.",
    comments_good=("Szybko i konkretnie.", "Sprawa załatwiona od razu.", "Bardzo miła obsługa.", ""),
    comments_bad=(
        "Czekanie trwało zdecydowanie za długo.",
        "Odpowiedź nie na temat.",
        "Problem wrócił po dwóch dniach.",
        "",
    ),
)

TELECOM = (
    Scenario(
        "support",
        "Brak internetu od rana",
        "od dzisiejszego rana nie działa internet pod adresem {street}. Na routerze miga dioda LOS, restart nic nie zmienia. "
        "Pracuję zdalnie i o godzinie {hour} mam ważne spotkanie. Kiedy można liczyć na naprawę?",
        "dziękujemy za zgłoszenie. W okolicy uszkodzono światłowód podczas prac drogowych, ekipa jest na miejscu. "
        "Przewidywany czas naprawy to godzina {hour}. Do tego czasu doładowaliśmy Państwu pakiet danych w telefonie.",
        "internet wrócił, ale tylko {speed} Mb/s zamiast obiecanej prędkości. Czy to jeszcze skutek awarii?",
        "po przełączeniu na zapasową trasę prędkość była ograniczona. Od wczoraj linia pracuje z pełną prędkością.",
        "Awaria masowa, 212 klientów. Dodać do komunikatu.",
    ),
    Scenario(
        "billing",
        "Faktura {invoice} na niewłaściwe nazwisko",
        "faktura {invoice} jest wystawiona na poprzedniego właściciela mieszkania. Umowę {contract} podpisywałam w sierpniu. "
        "Proszę o korektę, inaczej nie rozliczę kosztów.",
        "przepraszamy za pomyłkę. Wystawiliśmy fakturę korygującą na właściwe dane, kolejne będą już poprawne.",
        "korekta dotarła, ale kwota {amount} zł różni się od poprzedniej. Skąd ta różnica?",
        "różnica to opłata aktywacyjna, która nie powinna była się pojawić. Została usunięta, należność wynosi tyle co dawniej.",
        "Cesja umowy zapisana tylko w jednym systemie.",
    ),
    Scenario(
        "retention",
        "Rezygnacja z umowy {contract}",
        "chcę zrezygnować z umowy {contract}. W nowym miejscu mam już internet w czynszu. Proszę o informację, "
        "jaki jest okres wypowiedzenia i gdzie oddać sprzęt.",
        "okres wypowiedzenia wynosi 30 dni, a sprzęt można nadać bezpłatnie w paczkomacie. Możemy też przenieść umowę na "
        "inną osobę bez dodatkowych kosztów, gdyby ktoś z rodziny był zainteresowany.",
        "siostra chętnie przejmie umowę. Co trzeba podpisać?",
        "umowa została przepisana, obie strony otrzymały potwierdzenie. Dziękujemy za te {years} lat.",
        "Przepisanie zamiast rezygnacji, bez nowej umowy terminowej.",
    ),
    Scenario(
        "support",
        "Telewizja zacina się przy meczach",
        "podczas transmisji obraz zacina się co kilka minut. Dekoder jest podłączony kablem, a internet w tym czasie "
        "działa normalnie. Czy to wina dekodera?",
        "dekoder zgłasza błędy zasilania, prosimy go wymienić. Nowy można odebrać w dowolnym punkcie, wystarczy numer umowy "
        "{contract}.",
        "nowy dekoder działa, tylko nie widzę swoich nagrań.",
        "nagrania są przypisane do konta i właśnie zostały przywrócone. Miłego oglądania.",
        "Seria dekoderów z wadliwym zasilaczem, wymiana bez opłat.",
    ),
    Scenario(
        "billing",
        "Podwójna płatność za wrzesień",
        "przez pomyłkę opłaciłem rachunek {invoice} dwa razy po {amount} zł. Proszę o zwrot na konto albo zaliczenie "
        "na kolejny miesiąc.",
        "widzimy obie wpłaty. Nadpłatę zaliczyliśmy na poczet kolejnej faktury, więc za październik nie trzeba nic płacić.",
        "wolałbym jednak zwrot na konto, jeśli to możliwe.",
        "zwrot został zlecony i powinien dotrzeć w ciągu dwóch dni roboczych.",
        "Zwrot zgodny z procedurą, klient wybrał konto.",
    ),
)

ENERGY = (
    Scenario(
        "support",
        "Zmiana sprzedawcy prądu",
        "przeprowadziłam się do Rygi i chcę podpisać umowę na prąd pod adresem {street}. Jakie dokumenty są potrzebne, "
        "jeśli nie mam łotewskiego dowodu?",
        "wystarczy paszport, umowa najmu oraz stan licznika z dnia wprowadzenia. Umowę można podpisać zdalnie.",
        "stan licznika to {meter}. Umowę najmu przesyłam w załączniku.",
        "umowa jest aktywna od dnia wprowadzenia. Pierwszy rachunek przyjdzie w połowie miesiąca.",
        "Dokumenty sprawdzone, język kontaktu polski.",
    ),
    Scenario(
        "billing",
        "Rachunek wyższy o {amount} EUR",
        "ostatni rachunek jest wyższy o {amount} EUR, choć przez dwa tygodnie nikogo nie było w domu. Proszę o sprawdzenie.",
        "rachunek obejmował wyrównanie za trzy miesiące. Rozpisaliśmy je dokładnie w załączonym zestawieniu.",
        "dziękuję, teraz rozumiem. Czy można płacić według rzeczywistego zużycia?",
        "od przyszłego miesiąca rachunek będzie według odczytu, bez prognoz.",
        "Wyrównanie po zmianie taryfy.",
    ),
)
