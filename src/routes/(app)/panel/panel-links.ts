import type { RoleName } from '#lib/accounts/person.ts';

/** What the panel leads to, and for whom. */
export const PANEL_LINKS: { href: string; title: string; text: string; roles: RoleName[] }[] = [
	{
		href: '/grupy',
		title: 'Grupy',
		text: 'Wszystkie grupy Twojej organizacji: osoby, kursy, postępy i oceny.',
		roles: ['coordinator']
	},
	{
		href: '/panel/zespol',
		title: 'Zespół',
		text: 'Zaproś nauczycieli i koordynatorów, zobacz, kto ma jaką rolę.',
		roles: ['coordinator']
	},
	{
		href: '/panel/organizacja',
		title: 'Organizacja',
		text: 'Nazwa i logo na zaświadczeniach, informacja o prywatności, okresy przechowywania danych.',
		roles: ['coordinator']
	},
	{
		href: '/panel/osoby',
		title: 'Konta uczniów',
		text: 'Dodaj uczniów, wydrukuj karty do logowania, daj nową zamiast zgubionej, ustaw dodatkowy czas.',
		roles: ['admin', 'coordinator']
	},
	{
		href: '/panel/organizacje',
		title: 'Organizacje',
		text: 'Dodaj szkołę, uczelnię albo urząd i wskaż koordynatorów.',
		roles: ['admin']
	},
	{
		href: '/panel/zaswiadczenia',
		title: 'Zaświadczenia',
		text: 'Znajdź po numerze lub nazwisku, popraw nazwisko, unieważnij.',
		roles: ['admin', 'coordinator']
	},
	{
		href: '/panel/dziennik',
		title: 'Dziennik zdarzeń',
		text: 'Sprawdź, kto, co i na kim zrobił oraz czyich danych to dotyczyło.',
		roles: ['admin', 'coordinator']
	},
	{
		href: '/panel/zgody',
		title: 'Zgody opiekunów',
		text: 'Przyjmij podpisany formularz zgody na konto osoby, która nie ma 16 lat.',
		roles: ['admin']
	}
];
