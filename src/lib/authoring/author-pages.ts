/** The pages of a course at its author's desk, below `/autor/<course>`. */
export const AUTHOR_PAGES = {
	desk: { label: 'Stan kursu', path: '' },
	statistics: { label: 'Statystyki', path: '/statystyki' },
	reports: { label: 'Uwagi', path: '/zgloszenia' },
	regrades: { label: 'Poprawki kluczy', path: '/poprawki' },
	changes: { label: 'Zmiany plików', path: '/zmiany' },
	marking: { label: 'Ocenianie', path: '/ocenianie' },
	exchange: { label: 'Import i\u00a0eksport', path: '/wymiana' }
} as const;
export type AuthorPage = keyof typeof AUTHOR_PAGES;
