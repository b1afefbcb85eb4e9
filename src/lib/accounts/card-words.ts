/**
 * The words of login cards: easy Polish nouns that a pupil of ten can read, write and say aloud. None is rude or calls
 * anybody names, no two sound alike or are the same without diacritics; four of them are more than 41 bits.
 */
export const CARD_WORDS: readonly string[] = `
agrafka agrest akacja akordeon akrobata aktor akwarela akwarium album alejka alfabet algebra almanach alpaka
altana ambona ananas anegdota antena antylopa apaszka apel apteka arbuz archiwum arena aria arkusz arnika
artysta astronom atlas atom atrament audycja aukcja autobus autor awokado azalia babka bagaż bagietka bajka
balet balkon balon bambus banan bandaż banjo barka barometr barszcz barwa barwnik basen basista bateria bawełna
bazar bazylia bażant bąbel beczka benzyna beret beton bidon biedronka biegacz biegun bielik bilet biolog
biszkopt biurko biuro biwak blacha blender blok bluza bławatek błonie błysk bobslej bochenek bocian boczek
bohater boisko boja borowik borówka bóbr bratek brokat brokuł brona broszka bród brukselka brwi brylant brzoza
budka budowa budyń budzik bufet bukiet bukszpan bulwar bułka burak bursztyn burza but butelka butik cebula cegła
cement centrum ceramika chałka chata chemia chemik chleb chłodnik chmura chodnik choinka chomik chór chrzan
chrząszcz chusta ciasto cielak cień cieśla cisza cukier cukinia cyfra cykada cyklamen cylinder cynamon cyrkiel
cysterna cytrusy cytryna czajka czajnik czapka czapla czara czekolada czereśnia czołówka czosnek czubek
czuprynka czwartek czyżyk ćma ćwikła dach daktyl dalia darń dąbrowa delfin deptak deser deska deszcz detektyw
diagram diament dinozaur długopis dłuto dok doktor dolina domek domino domofon doniczka dorsz drabina dramat
drewno droga drozd drożdże drut drużyna drzazga drzewo drzwi dudek duet dukat durszlak dworzec dyktando dymka
dynamo dynia dyplom dyrygent dysk dywan dzban dzbanek dziadek dziekan dzielnica dzięcioł dziób dzwon dzwonek
dźwięk dźwig dżem dżoker dżungla echo ekipa ekler ekran elektryk emalia energia epoka etykieta fabryka fajerwerk
faktura falbana farba farma fartuch fasola ferie ferma festyn figa figura fikus filar filiżanka film filozof
filtr finał fiolek firanka fizyka flaga flaming flet flisak flota foka fontanna foremka forsycja forteca
fortepian fotel fotograf fragment frak frezja frytki fryzjer furtka futerał futryna gaj galaktyka galareta
galeria galop gałąź gałka ganek garaż garbus garderoba garnek garnitur gawron gazela gazeta gąbka gejzer generał
geograf geranium gitara gleba glina globus głośnik gniazdo gofr golf gołąb gondola goryl gość gotyk góral górnik
gra grabie grafik groch grom grosz grunt gruszka grzanka grzebień guma gwiazda gwizdek gwóźdź hamak hamulec
hangar harcerz harfa harmonia hasło hebel hejnał herbata hiacynt historia hobby hokej horyzont hotel hulajnoga
humor huragan huśtawka huta igloo igła igrzyska imbir impreza inżynier iskra izba jabłko jacht jagoda jałowiec
jamnik jarmuż jarzębina jaskier jaskinia jaskółka jaśmin jawor jazda jedwab jeleń jelonek jemioła jesień jesion
jezioro jeździec jeż jeżyna jodła jogurt jubiler kabel kabina kaczka kafelek kaftan kajak kajzerka kakao kaktus
kalafior kalendarz kalina kalosz kałuża kamera kamień kamizelka kanał kanapa kanarek kangur kanister kapelusz
kapitan kapsel kaptur kapusta karafka karakuł karate karczoch kareta karmnik karnawał karnet karp karta kartka
karton karuzela kasa kask kasztan katedra kawa kawka kącik kciuk kefir kemping kielich kielnia kierowca kilof
kilogram kimono kino kiosk klamerka klamka klarnet klasa klaun klawisz klej klejnot kleks klocek klon klub klucz
kluska kładka kłębek kłos kłódka koala koc kocioł kogut kokarda kokos koktajl kolacja kolano kolega kolejka
kolekcja kolonia kolor kolumna kołdra kołnierz koło kołyska kombajn komedia komiks komin komoda kompas kompot
komputer koncert konewka koniczyna konik konkurs konwalia kopalnia koparka koper koperek koperta kopiec kopuła
kopyto korale korek korona koronka kort korytarz korzeń kos kosmos kostium kostka kosz koszula koszyk kotara
kotek kotlet koza kożuch kółko krab kraina kraj krajobraz krakowiak kran krata krawat krawędź kreda kredka krem
kreska krewetka krochmal krok krokiet krokodyl krokus kromka kropka kropla krosno król królik krówka kruk
krupnik kryształ krzak krzesło krzew książka księga księżyc kubek kucharz kucyk kufer kukułka kula kulig kulka
kumak kurier kurtka kurtyna kuźnia kwadrat kwiat kwiecień kwietnik labirynt lampa lampion las latarka latarnia
latawiec laurka lawa lawenda lawina ląd legenda lekarz lekcja lemoniada lemur len lew liczba liczydło lider
likier lilia limonka lina linia linijka lipa lipiec lis list listek listonosz listopad liść litera litr lizak
lody lornetka lotnia lotnik lotos luneta lupa lustro lutnia luty lwica łabędź ładowarka łańcuch łata ławka
łazienka łąka łebek łodyga łokieć łopata łopian łosoś łoś łowca łódka łubin łucznik łuk łyżeczka łyżka łyżwa
magazyn magnes magnolia majeranek majster mak makaron malarz malina malwa mały mandolina mango mapa maraton
marcepan marchew margaryna marmolada marmur marynarz marzec marzenie maska maszt maszyna mata matematyk materac
mazurek mąka mebel mechanik mecz medal medalik melodia melon metal metro metronom mewa miara miasto miech miecz
miednica miedź mięta mikrofon mikroskop mikser milion miłka mina minerał minuta miotła miska miś mleczarz mleko
młotek młyn młynek modrzew mokasyn moped morela morski morze most motocykl motorower motyka motyl mrówka mucha
mulina mundur mur murarz murawa muszka muszla musztarda muzeum muzyk mydło myszka myśl nadzieja nagietek nagroda
nakrętka naleśnik namiot naparstek napój narcyz narta narwal nasiono natura nauka nawias nawóz niania niebo
niedziela nietoperz nitka niwa nocleg nosek nosorożec notatka notes nożyce nurek nuta oberek obiad obiekt oborą
obraz obręcz obroża obrus ocean odcinek odkrywca odpływ odwaga odznaka ogień ognisko ogon ogórek ogrodnik ogród
ojciec okap okienko okładka okno oko okoń okrąg okręt okruch okulary olcha olej oliwka ołów ołówek omlet opal
opaska opowieść orkiestra ornament orzech osada osiedle osika osłona ostroga ostrów owad owalny owca owies owoc
paczka palec paleta palma palto pałac pamiątka pamięć panda panel panorama pantofel papaja papier paproć papryka
papuga parapet parasol park parkan parkiet parówka partner pasek pasieka pasmo pasta pasterz patelnia patyk paw
pawilon pączek pejzaż peleryna pelikan perkusja perła peron petunia pętelka pianino piasek piątek piątka piec
piecyk piekarz pieprz piernik pierogi pierścień pies pieśń pięta pigwa pilnik pilot piła piłka pingwin pionek
piosenka piórnik pióro piramida pirat piwnica piwonia pizza piżama plac plakat plan planeta plansza plaster
plasterek plaża plecak pled plener płaszcz płatek płetwa płomień płot płotka płótno pływak poczta podium podkowa
podłoga podróż poduszka podwórko poemat poezja pogoda pojazd pokład pokój pokrywka polana polano pole policzek
połonina południe pomnik pomoc pompa pompon popcorn poranek porcja porto portret porzeczka posąg posłaniec
powieść powietrze powóz poziomka pożyczka półka północ praca pralinka pralka pranie precel prezent prognoza prom
promień prosię proszek próba prysznic przejazd przejście przełęcz przepis przerwa przylądek przyroda pstrąg
pszczoła pszenica ptak puchar pudding pudełko puma punkt pustynia puszcza puszek puzon pyłek pytanie quiz
rabarbar radar radio radość rafa rajd rak rakieta rama ramię rampa ratusz reflektor regał region rejs reklama
rekord renifer repertuar rezerwat reżyser ręcznik rękaw robak rodzina rogal rok roleta rolka rolnik romb rosa
rosół roślina rower rozdział rozmaryn rozmowa rożek róg rów równik róża ruch rukola rumianek ryba rybak rybitwa
rybka rycerz rynek rynna rysunek ryś rytm ryż rzeka rzepa rzeźba rzeżucha rzodkiew saksofon sala salon sałata
samochód samolot sandał sanki sardynka sarna satelita sawanna scena schody schowek scyzoryk sekret sekunda seler
semafor serce serek serial serweta shake siatka siedlisko sierp sierpień sikorka silnik siodło siostra skafander
skakanka skala skarb skarpeta skecz sklep skoczek skok skowronek skrzydło skrzynia skrzypce skuter skwer slalom
słodycze słoik słomka słońce słowik słownik słowo słuch smok smoła smycz sobota soczewka sok sokół solniczka
sonata sosna sowa spacer spinacz spiżarnia spodek spodnie sport sprężyna srebro stacja stajnia stal statek
statua staw ster stodoła stokrotka stolarz stolica stołek stopień storczyk stożek stół straż strażak stroik
strona strumyk struna strych strzecha student studnia styczeń styl sufit sukces sukienka sukno surowiec suszarka
sweter sygnał sylaba symbol syrena syrop szachy szafa szafka szafran szałas szałwia szampon szarlotka szarotka
szczaw szczegół szczenię szczęście szczotka szczupak szczygieł szczyt szelest szelki szereg szkic szklanka szkło
szkoła szlafrok szlak szmaragd sznur sznurek sznurówka szpak szparag szpinak szpulka sztorm sztućce sztuka
szufelka szuflada szyba szybowiec szyjka szympans szyna szynka szyszka ścieżka ślimak śliwka ślizgawka śmiech
śmietana śmigło śniadanie śnieg śnieżka śpiewak śpiwór środa świat światło świeca świerk świerszcz świetlik
święto świstak świt tabela tablet tablica taczka tajemnica tajga talent talerz tancerz taniec tapczan tapeta
tarcza targ tartak tasiemka taśma teatr teczka telefon telegram teleskop telewizor tenis teren termos terrarium
tkacz tkanina tlen topola tor torba torcik tornister towar trampki tramwaj traper trasa tratwa trawa trawnik
trąba trąbka trio tron trop tropik trójka trójkąt truskawka trzcina trzmiel trzonek tuba tulipan tundra tunel
turniej turysta tuzin twaróg tydzień tygrys tymianek uczeń ulewa ulica ulotka umowa upał urlop urodziny uszko
uśmiech utwór wachlarz wafel waga wagon wakacje walc walizka wanienka wanilia warkocz warsztat warzywo wata
wawrzyn wazon ważka wątek wąwóz wczasy wejście wełna weranda wiadro wiadukt wianek wiatr wiatrak wiatrówka wiąz
wiązanka widelec widok widownia wieczór wiedza wiersz wieszak wiewiórka wieża wiklina wilga wilk winda winnica
winogrono wioska wiosło wiosna wir wiśnia witamina witraż woda wodospad wolność woreczek worek wózek wrotki
wróbel wrzesień wrzos wstążka wstęga wtorek wulkan wycieczka wydma wydra wykres wynalazek wyprawa wyspa wystawa
wyścig wywiad wzgórze zabawa zabawka zabytek zadanie zagadka zagroda zając zakładka zakupy zalew zamek zamieć
zapałka zaspa zaułek zawilec zawody zboże zbroja zdjęcie zdrowie zebra zegar zegarek zero zeszyt ziarno ziele
ziemia ziemniak zima zioło zlew zlot złoto zmywarka znaczek znak zorza zupa zwierzę zwycięzca źródło żabka
żagiel żaglówka żarówka żbik żelazko żelazo żonkil żółw żubr żuk żuraw żurawina żurek żwir żyrafa żyrandol żyto
żywopłot
`
	.trim()
	.split(/\s+/);
