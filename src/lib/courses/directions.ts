/** The directions of intervention of the strategy, `goal.priority.direction`, with their short names. */
export const DIRECTIONS = {
	'1.1.1': 'Wsparcie JST i PES w kluczowych usługach społecznych',
	'1.1.2': 'Tworzenie centrów usług społecznych',
	'1.2.1': 'Wsparcie informacyjne dla decydentów',
	'1.2.2': 'Forum JST do spraw współpracy z PES',
	'2.1.1': 'Tworzenie nowych jednostek reintegracyjnych',
	'2.1.2': 'Potencjał i ekonomizacja jednostek reintegracyjnych',
	'2.2.1': 'Instrumenty motywujące do efektów zatrudnieniowych',
	'2.2.2': 'Absolwenci jednostek reintegracyjnych w PS i na otwartym rynku pracy',
	'3.1.1': 'Innowacyjna inkubacja i wsparcie PS',
	'3.1.2': 'Kompetencje kadry PES i PS',
	'3.1.3': 'Jakość usług PES i PS',
	'3.2.1': 'System animacji i inkubacji',
	'3.2.2': 'Koordynacja systemu wsparcia',
	'4.1.1': 'Pakiety edukacyjne dla szkół podstawowych i ponadpodstawowych',
	'4.1.2': 'Spółdzielczość uczniowska',
	'4.1.3': 'Przedsiębiorczość społeczna na uczelniach',
	'4.2.1': 'Plan komunikowania o ekonomii społecznej',
	'4.2.2': 'Promocja produktów i usług PES'
} as const;

export type Direction = keyof typeof DIRECTIONS;
