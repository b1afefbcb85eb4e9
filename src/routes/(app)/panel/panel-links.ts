import type { RoleName } from '#lib/accounts/person.ts';

/** What the panel leads to, and for whom. */
export const PANEL_LINKS: { href: string; title: string; text: string; roles: RoleName[] }[] = [
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
	}
];
