/** What a checked file turned out to be, as it may stand in a page. */
export type FileVerdict = 'genuine' | 'changed' | 'otherCertificate' | 'notOurs';

export const VERDICTS: Record<FileVerdict, { tone: string; title: string; text: string }> = {
	genuine: {
		tone: 'success',
		title: 'Plik jest oryginalny.',
		text: 'Ma naszą pieczęć i od wydania nikt nie zmienił w nim ani znaku. O ważności zaświadczenia mówi rejestr na górze tej strony.'
	},
	changed: {
		tone: 'error',
		title: 'Plik został zmieniony.',
		text: 'Pieczęć nie zgadza się z treścią: ktoś zmienił plik albo zapisał go na nowo. Prawdziwe dane są powyżej.'
	},
	otherCertificate: {
		tone: 'warning',
		title: 'To plik innego zaświadczenia.',
		text: 'Jest oryginalny, ale opisuje inne zaświadczenie niż ta strona. Wpisz kod, który jest w pliku.'
	},
	notOurs: {
		tone: 'warning',
		title: 'To nie jest plik z naszej platformy.',
		text: 'Nie ma w nim naszej pieczęci. Skan, zdjęcie albo wydruk zapisany jako PDF też jej nie ma: porównaj wtedy papier z danymi powyżej.'
	}
};
