import { findNearestWord } from './nearest-word.ts';

/** What a key is called by somebody who writes in Polish. */
const POLISH: Record<string, string[]> = {
	title: ['tytuł', 'tytul', 'nazwa', 'temat'],
	shortTitle: ['krótki-tytuł', 'krotki-tytul'],
	summary: ['streszczenie', 'opis', 'podsumowanie'],
	audience: ['odbiorcy', 'odbiorca', 'adresaci', 'grupa'],
	forWhom: ['dla-kogo'],
	directions: ['kierunki', 'kierunek'],
	level: ['poziom'],
	hours: ['godziny', 'godzin', 'liczba-godzin'],
	objectives: ['cele', 'cel'],
	competences: ['kompetencje', 'umiejętności', 'umiejetnosci'],
	prerequisites: ['wymagania', 'wymagania-wstępne'],
	authors: ['autor', 'autorzy', 'autorka', 'autorki', 'author'],
	license: ['licencja'],
	language: ['język', 'jezyk'],
	citations: ['cytowania', 'przypisy'],
	lawAsOf: ['stan-prawny'],
	reviewBy: ['przegląd', 'przeglad'],
	sources: ['źródła', 'zrodla', 'źródło', 'zrodlo', 'bibliografia'],
	address: ['adres', 'link', 'url', 'strona'],
	supports: ['co-potwierdza', 'potwierdza'],
	certificate: ['zaświadczenie', 'zaswiadczenie', 'certyfikat', 'dyplom'],
	requires: ['wymaga', 'warunki'],
	minutes: ['minuty', 'minut', 'czas'],
	kind: ['rodzaj', 'typ'],
	passingPercent: ['próg', 'prog', 'procent', 'zaliczenie'],
	timeLimitMinutes: ['limit-czasu'],
	attemptsLimit: ['liczba-podejść', 'podejścia', 'podejscia'],
	confidence: ['pewność', 'pewnosc'],
	marking: ['ocenianie'],
	draw: ['losowanie', 'losuj'],
	bank: ['z-banku'],
	count: ['ile', 'liczba'],
	topic: ['temat'],
	competence: ['kompetencja', 'umiejętność', 'umiejetnosc'],
	difficulty: ['trudność', 'trudnosc'],
	points: ['punkty'],
	name: ['nazwa']
};

/** A line that may be pasted in for a key that is missing. */
const SAMPLES: Record<string, string> = {
	title: 'title: Pierwszy krok',
	summary: 'summary: Jedno zdanie, o czym to jest.',
	audience: 'audience: [szkola]',
	forWhom: 'forWhom: Uczniowie klas 7–8',
	directions: 'directions: [4.1.2]',
	level: 'level: podstawowy',
	hours: 'hours: 1.5',
	objectives: 'objectives: ["wyjaśniam, czym jest spółdzielnia"]',
	competences: 'competences: [{id: decyzje, name: wspólne podejmowanie decyzji}]',
	authors: 'authors: [Zespół Wspólnie]',
	license: 'license: CC BY-SA 4.0',
	language: 'language: pl',
	lawAsOf: 'lawAsOf: 2026-11-23',
	reviewBy: 'reviewBy: 2027-05-31',
	sources: 'sources: []',
	certificate: 'certificate: {title: Dyplom ukończenia kursu, requires: [lessons]}',
	requires: 'requires: [lessons]',
	openMonths: 'openMonths: 3',
	id: 'id: zasady',
	name: 'name: wspólne podejmowanie decyzji',
	supports: 'supports: siedem zasad',
	minutes: 'minutes: 8',
	basedOn: 'basedOn: wersja-0000000000',
	kind: 'kind: practice (ćwiczenie), kind: test albo kind: pretest (raz, przed nauką)',
	passingPercent: 'passingPercent: 60',
	count: 'count: 3'
};

/** Which of these keys was meant by a word that is none of them. */
export function findMeantKey(written: string, keys: readonly string[]): string | undefined {
	const word = written.trim().toLowerCase().replaceAll(' ', '-');
	return keys.find((key) => POLISH[key]?.includes(word)) ?? findNearestWord(written, keys);
}

/** A key that is not there, with a line to paste in. */
export const tellMissing = (key: string) => `brak klucza „${key}”; dopisz: ${SAMPLES[key] ?? `${key}: …`}`;

/** A key that is not allowed, with the one that was meant. */
export function tellUnknown(written: string, keys: readonly string[]): string {
	const meant = findMeantKey(written, keys);
	if (!meant) return `nieznany klucz „${written}”; usuń go albo użyj jednego z: ${keys.join(', ')}`;
	if (findNearestWord(written, [meant])) return `nieznany klucz „${written}”, czy chodziło o „${meant}”?`;
	return `„${written}” nazywa się tu „${meant}”; zmień ten klucz`;
}
