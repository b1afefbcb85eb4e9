import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldPolish } from '../format.ts';
import { stemPolish } from './polish-stem.ts';

/** Forms that stand in our courses, one word a line. */
const WORDS = `
spółdzielnia spółdzielni spółdzielnię spółdzielnią spółdzielnie spółdzielniach spółdzielniami
spółdzielca spółdzielcy spółdzielców
spółdzielczy spółdzielcza spółdzielcze spółdzielczego spółdzielczej spółdzielczych spółdzielczym spółdzielczymi spółdzielczą
spółdzielczość spółdzielczości
uczniowski uczniowska uczniowskie uczniowskiego uczniowskiej uczniowskich uczniowską
uczeń
ucznia uczniowie uczniów
gmina gminy gminie gminę gmin
gminny gminnej
zaświadczenie zaświadczenia zaświadczeń zaświadczeniem
walny walne walnego walnym
zgromadzenie zgromadzenia zgromadzeniu zgromadzeń
głosowanie głosowania głosowaniem głosowań
głos głosu głosy głosów głosem głosie
statut statutu statucie statutem
status statusu statusów
udział udziału udziały udziałów udziałem udziałami
członek członka członkiem członkom członkowi członkowie członków
członkostwo członkostwa członkostwie
nadwyżka nadwyżki nadwyżkę nadwyżką nadwyżce
szkoła szkoły szkole szkołę szkołą szkół szkołach
szkolny szkolna szkolne szkolnego szkolnej szkolnych szkolnym szkolną
szkolenie szkoleniu szkoleń
przedsiębiorstwo przedsiębiorstwa przedsiębiorstw przedsiębiorstwach
przedsiębiorca przedsiębiorcy przedsiębiorcą
przedsiębiorczość przedsiębiorczości
społeczny społeczna społeczne społecznego społecznej społecznych społeczną
społeczność społeczności
usługa usługi usług usłudze usługach
praca pracy pracę prac prace
pracownik pracowników pracownicy
decyzja decyzje decyzji decyzją decyzję decyzjach
demokracja demokrację demokracji
demokratyczny demokratyczna demokratycznej
dotacja dotacją dotacji
dyrektor dyrektora dyrektorem dyrektorowi dyrektorze
fundusz funduszu fundusze funduszy
fundacja fundacji fundacjach
grupa grupy grupie grupę grupą grup
historia historii historię
informacja informacje informacji informację
inicjatywa inicjatywę inicjatywach
interesariusz interesariuszem interesariuszy
klasa klasy klasie klas klasach
konkurs konkursu konkursy konkursów
koszt kosztu koszty kosztów
książka książki książkę książek
kwota kwoty kwotę
lekcja lekcje lekcji lekcjach
liczba liczby liczbę liczbą liczb liczbami
lista listy listę
małopolska małopolsce małopolskę
mieszkaniec mieszkańca mieszkańcy mieszkańców mieszkańcami
nauczyciel nauczyciela nauczycieli
opiekun opiekuna opiekunem opiekunowi opiekunowie opiekunów
organ organu organy organów
organizacja organizacji organizacją organizację organizacje organizacjom organizacjami
osoba osoby osobie osobę osobą osób osobom osobach osobami
ośrodek ośrodka ośrodku ośrodków
partner partnerzy partnerów partnerom
partnerstwo partnerstwa partnerstwie
pieniądze pieniędzy pieniądzach
plan planu planie planem plany planów
podmiot podmiotu podmiotów podmioty podmiotem
pomysł pomysłu pomysły pomysłów pomysłem pomysłami
potrzeba potrzeby potrzebę potrzeb potrzebami
prawo prawa prawem prawie
prawny prawna prawne prawnego prawnej prawnych prawną prawnemu
problem problemu problemem problemie problemów
program programu programem programy programie
projekt projektu projekty projektów projekcie
protokół protokołu protokole
przychód przychodu przychody
punkt punktu punkty punktów punktami punkcie
pytanie pytania pytań pytaniu pytaniem pytaniach pytaniami
rada rady radzie radę radą rad
regulamin regulaminu regulaminie
reguła reguły reguł
reintegracja reintegracji reintegrację
rodzic rodzice rodziców rodzicami
różnica różnicę różnic różnicy
samorząd samorządu samorządy samorządów samorządzie
sklepik sklepiku sklepiki
skarbnik skarbnika skarbnikiem
socjalny socjalna socjalnym socjalnych
sprzedaż sprzedaży sprzedażą
spółka spółki spółkę spółce spółek
środek środki środków
stowarzyszenie stowarzyszenia stowarzyszeniach stowarzyszeń
strona strony stronie stronę stron
system systemu systemie systemem
termin terminu terminy terminów terminami
towar towaru towary towarów
tradycja tradycje tradycji
uchwała uchwały uchwałę uchwał uchwale
umowa umowy umowie umowę umów umową
urząd urzędu urzędzie urzędów
ustawa ustawy ustawie ustawę ustaw ustawą
warsztat warsztatu warsztaty warsztatów warsztacie
wojewoda wojewody wojewodzie wojewodę
województwo województwa województwie województw
wniosek wniosku wnioski wniosków
wspólny wspólna wspólne wspólnego wspólnej wspólnych
wynik wyniku wyniki wyników wynikiem
zadanie zadania zadań zadaniu zadaniem zadaniami
zakład zakładu zakłady zakładów zakładzie
zamówienie zamówienia zamówień zamówieniu zamówieniach
zarząd zarządu zarządzie zarządy zarządem
zasada zasady zasad zasadzie zasadę zasadami zasadach
zatrudnienie zatrudnienia zatrudnieniu
zawodowy zawodowa zawodowej zawodowych
zebranie zebrania zebraniu zebrań zebraniem
związek związku związki związków
zysk zysku zyski zysków zyskiem
klauzula klauzuli klauzulę klauzul klauzule
centrum centra centrach centrów
koło koła kole kołem kół
klub klubu klubie kluby
lustracja lustracji lustrację
beneficjent beneficjenta beneficjenci beneficjentów
ekonomia ekonomii ekonomię ekonomią
ekonomiczny ekonomiczne
dostępność dostępności dostępnością
dostępny dostępnej
kanwa kanwy kanwę
trener trenera trenerem trenerzy
kraków krakowa krakowie krakowem
krakowski krakowskim
wykluczenie wykluczenia wykluczeniu wykluczeniem
świadczenie świadczenia świadczeń
integracyjny integracyjne integracyjnego
integracja integracji
rozmowa rozmowy rozmowę rozmów rozmowach rozmowie
dyplom dyplomu dyplomy dyplomem
kierunek kierunku kierunków kierunki
sieć sieci
kolega kolegów koledze
droga drogi drogę drogą drodze
miejscowość miejscowości miejscowościach
zwrot zwrotu zwrocie
inwestycja inwestycji
wartość wartości wartością
reklama reklamy
uczelnia uczelni uczelnię
student studenci studentów
`
	.trim()
	.split('\n')
	.map((line) => line.split(' '));

const pairsOf = (words: string[]) => words.flatMap((a, i) => words.slice(i + 1).map((b) => [a, b] as const));

describe('the stem', () => {
	test('is one for nearly all forms of a word', () => {
		const pairs = WORDS.flatMap(pairsOf);
		const missed = pairs.filter(([a, b]) => stemPolish(a) !== stemPolish(b));
		expect(pairs.length).toBeGreaterThan(1000);
		// Of 600 forms only those with ą and ę in turn are apart: pieniądze, pieniędzy; urząd, urzędu.
		expect(new Set(missed.flatMap(([a]) => stemPolish(a)))).toEqual(new Set(['pieniad', 'pienied', 'urzad']));
		expect(missed.length / pairs.length).toBeLessThan(0.01);
	});

	test('is another for each of these words', () => {
		const owners = new Map<string, Set<string>>();
		for (const forms of WORDS) {
			for (const stem of forms.map(stemPolish)) owners.set(stem, (owners.get(stem) ?? new Set()).add(forms[0]!));
		}
		expect([...owners].filter(([, words]) => words.size > 1)).toEqual([]);
	});

	test.each([
		['granica', 'grant'],
		['statut', 'status'],
		['spółdzielnia', 'spółdzielca'],
		['rada', 'radca'],
		['zakład', 'zakładka'],
		['reintegracja', 'integracja']
	])('tells %s from %s', (a, b) => expect(stemPolish(a)).not.toBe(stemPolish(b)));

	test('forgives diacritics and capitals', () => {
		expect(stemPolish('SPÓŁDZIELNIĄ')).toBe(stemPolish('spoldzielni'));
		expect(stemPolish('Łódź')).toBe(stemPolish('lodz'));
	});

	test('leaves short words as they are', () => {
		expect(['SU', 'rok', 'i', ''].map(stemPolish)).toEqual(['su', 'rok', 'i', '']);
	});

	test('is never empty, never longer than the word, whatever the word', () => {
		fc.assert(
			fc.property(fc.string({ minLength: 1, maxLength: 30, unit: 'grapheme' }), (word) => {
				const stem = stemPolish(word);
				expect(stem.length).toBeLessThanOrEqual(foldPolish(word).length);
				if (foldPolish(word) !== '') expect(stem).not.toBe('');
			})
		);
	});
});
