/**
 * The beginnings of what people choose first, folded (no diacritics, lower case, no digits or signs at the ends). With
 * digits and signs around it, a word from here is still the first guess.
 */
const WORDS = `
password passwd passw haslo hasla tajne tajnehaslo mojehaslo nowehaslo dobrehaslo trudnehaslo silnehaslo admin
administrator root user test testowe testowy tester demo guest gosc welcome witaj witam login logowanie zaloguj
letmein wpuscmnie changeme zmienmnie secret sekret master shadow dragon smok monkey malpa superman batman pokemon
minecraft fortnite roblox starwars football pilka pilkanozna baseball basketball siatkowka hockey qwerty qwertz
qwertyu qwertyui qwertyuiop qwerty1234 qazwsx qazwsxedc wsxedc zaq zaqwsx zaqxsw zaqwsxcde asdf asdfgh asdfghjk
asdfghjkl zxcv zxcvb zxcvbn zxcvbnm poiuytrewq mnbvcxz abc abcd abcde abcdef abcdefg abcdefgh abcabc iloveyou
kochamcie kocham kochanie milosc misiek misiaczek myszka skarb skarbek slonce sloneczko kwiatek kwiatuszek aniolek
ksiezniczka princess sunshine samsung google facebook instagram tiktok youtube internet komputer computer telefon
polska polak polska polski krakow krakow malopolska malopolskie tarnow nowysacz oswiecim zakopane warszawa gdansk
wroclaw poznan lodz katowice lublin wisla cracovia legia lechpoznan barcelona realmadryt lewandowski
wiosna lato jesien zima styczen luty marzec kwiecien maj czerwiec lipiec sierpien wrzesien pazdziernik listopad
grudzien poniedzialek wtorek sroda czwartek piatek sobota niedziela wakacje ferie swieta
szkola szkolne szkolny szkolapodstawowa podstawowka liceum technikum klasa uczen uczennica nauczyciel nauczycielka
dyrektor sekretariat matematyka historia geografia biologia informatyka przedszkole uczelnia student studia
urzad urzadgminy gmina powiat wojewodztwo starostwo marszalek rops wojt burmistrz
wspolnie spoldzielnia spoldzielniauczniowska ekonomia ekonomiaspoleczna kurs kursy elearning platforma
mateusz michal michalek kamil bartek bartosz maciek maciej tomek tomasz piotr piotrek pawel krzysztof krzysiek
marcin lukasz jakub kuba adam adrian daniel dawid damian dominik patryk przemek robert rafal sebastian wojtek
wojciech szymon kacper filip antoni franek jan janek janusz jacek grzegorz andrzej
anna ania kasia katarzyna magda magdalena monika agnieszka aga asia joanna basia barbara ewa ewelina gosia
malgorzata iza izabela justyna karolina kinga klaudia krystyna marta martyna maria marysia natalia natalka ola
aleksandra oliwia zuzia zuzanna julia julka hania hanna lena maja wiktoria weronika sylwia patrycja paulina dorota
beata renata teresa zosia zofia michael jordan jennifer jessica charlie andrew joshua matthew daniel ashley nicole
whatever trustno hello freedom computer killer hunter soccer harley ranger buster thomas tigger robert batman
matrix cheese flower summer winter spring autumn orange banana chocolate czekolada pizza kawa piwo wodka
dupadupa dupa kurwa cholera jprdl chuj spierdalaj pierdole jebac dupablada
marcelek lolek bolek reksio puszek azor burek kotek kotek piesek kot pies
samochod motor bmw audi mercedes ferrari porsche golf passat
bozenka jezus maryja jezuschrystus janpawel papiez bog aniol
internat biblioteka ksiazka muzyka gitara taniec
`;

const KNOWN = new Set(WORDS.trim().split(/\s+/));

/** Whether a folded password is one word from the list, alone, repeated, or dressed up with digits and signs. */
export function isCommonPassword(folded: string): boolean {
	if (isRun(folded)) return true;
	if (!/[a-z]/.test(folded)) return isWeakNumber(folded);
	return undress(folded).some((text) => {
		const core = text.replace(/[^a-z]/g, '');
		if (core.length < text.length - 2) return false;
		return KNOWN.has(core) || KNOWN.has(repeatedPart(core)) || isRun(core);
	});
}

const LETTERS: Record<string, string> = { '@': 'a', '4': 'a', '3': 'e', '1': 'i', '0': 'o', $: 's', '5': 's' };

/**
 * Without the digits and signs around, and with letters for those inside, as in `h@sl0`. The first signs after the last
 * letter may be either.
 */
function undress(folded: string): string[] {
	const inner = folded.replace(/^[^a-z@$]+/, '');
	const end = inner.search(/[^a-z]*$/);
	return [0, 1, 2].map((more) => inner.slice(0, end + more).replace(/[@431$05]/g, (sign) => LETTERS[sign] ?? sign));
}

/** Few different digits, a date, or digits in order: nothing but a number is a password only when it is long and mixed. */
function isWeakNumber(text: string): boolean {
	const digits = text.replace(/\D/g, '');
	return digits.length < 14 || new Set(digits).size < 5 || isRun(digits);
}

const ROWS = ['abcdefghijklmnopqrstuvwxyz', '01234567890123456789', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'];

/** One sign over and over, a repeated pair, or neighbours of the alphabet, the digits or the keyboard. */
function isRun(text: string): boolean {
	if (text.length < 3) return true;
	if (repeatedPart(text).length <= 2) return true;
	const reversed = [...text].reverse().join('');
	return ROWS.some((row) => row.includes(text) || row.includes(reversed));
}

/** `abcabc` → `abc`; what repeats nothing stays whole. */
function repeatedPart(text: string): string {
	for (let length = 1; length <= text.length / 2; length++) {
		if (text.length % length === 0 && text === text.slice(0, length).repeat(text.length / length)) {
			return text.slice(0, length);
		}
	}
	return text;
}
