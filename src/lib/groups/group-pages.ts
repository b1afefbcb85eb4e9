/** The pages of a group, below `/grupy/<id>`. */
export const GROUP_PAGES = {
	overview: { label: 'Przegląd', path: '' },
	people: { label: 'Osoby', path: '/osoby' },
	joining: { label: 'Dołączanie', path: '/dolaczanie' },
	import: { label: 'Lista z pliku', path: '/import' },
	settings: { label: 'Ustawienia', path: '/ustawienia' }
} as const;
export type GroupPage = keyof typeof GROUP_PAGES;

/** The pages of one course in a group, below `/grupy/<id>/kursy/<course>`; what is used most comes first. */
export const COURSE_PAGES = {
	board: { label: 'Tablica', path: '' },
	marking: { label: 'Ocenianie', path: '/ocenianie' },
	questions: { label: 'Pytania', path: '/pytania' },
	confidence: { label: 'Pewność', path: '/pewnosc' },
	memory: { label: 'Pamięć', path: '/powtorki' },
	live: { label: 'Na żywo', path: '/na-zywo' },
	print: { label: 'Wydruk', path: '/wydruk' },
	grades: { label: 'Oceny', path: '/oceny' },
	reports: { label: 'Raporty', path: '/raporty' },
	rules: { label: 'Terminy i\u00a0zasady', path: '/zasady' }
} as const;
export type CoursePage = keyof typeof COURSE_PAGES;
