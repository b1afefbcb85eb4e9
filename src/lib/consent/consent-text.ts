/** What a guardian agrees to. A version that was ever shown stays here as it was: records name it. */
export interface ConsentText {
	version: string;
	/** YYYY-MM-DD */
	validFrom: string;
	sections: { heading: string; text: string }[];
}

const TEXTS: ConsentText[] = [
	{
		version: '2026-1',
		validFrom: '2026-11-23',
		sections: [
			{
				heading: 'Na co jest ta zgoda',
				text: 'Na to, żeby dziecko, które nie ma 16 lat, miało konto na platformie Wspólnie i uczyło się na nim z kursów o ekonomii społecznej.'
			},
			{
				heading: 'Jakie dane i po co',
				text: 'Pseudonim, nazwa do logowania, hasło w postaci skrótu, zapisy na kursy, postępy, odpowiedzi i wyniki. Potrzebujemy ich, żeby dziecko mogło wrócić do nauki i zobaczyć, co już umie. Nie prosimy o imię, nazwisko ani adres dziecka. Adres e-mail opiekuna, jeśli został podany, służy tylko do tej zgody.'
			},
			{
				heading: 'Jak długo',
				text: 'Dopóki konto istnieje. Konto znika, gdy opiekun cofnie zgodę albo gdy nikt z niego długo nie korzysta. Zostaje zapis, kiedy zgodę wyrażono i cofnięto, bez pseudonimu i adresu.'
			},
			{
				heading: 'Kto odpowiada za dane',
				text: 'Instytucja, która prowadzi tę platformę. Jej nazwę, kontakt i adres inspektora ochrony danych podaje strona „Prywatność”.'
			},
			{
				heading: 'Zgodę można cofnąć',
				text: 'W każdej chwili i bez podania powodu, tym samym odnośnikiem, którym ją wyrażono, albo pisząc do nas. Wtedy od razu usuwamy konto i wszystko, co z nim związane. To, co działo się wcześniej, pozostaje zgodne z prawem. Zgoda jest dobrowolna: lekcje można czytać także bez konta.'
			}
		]
	}
];

export const CURRENT_CONSENT_TEXT = TEXTS.at(-1) as ConsentText;

/** The text a record names. */
export function consentText(version: string): ConsentText {
	const text = TEXTS.find((one) => one.version === version);
	if (!text) throw new Error(`There is no text of consent ${version}.`);
	return text;
}
