/** What two pupils wrote, in the order of the questions: one plan is good, the other needs a word from a teacher. */
export const PLAN_OF_OLIWIA = [
	'Tydzień 1: dwie osoby z rady pytają trzydzieści osób, co kupują na przerwie, do czwartku. ' +
		'Tydzień 2: skarbniczka zakłada zeszyt kasy i wpisuje udziały, do środy. ' +
		'Tydzień 3: zarząd ustala z opiekunką miejsce i cennik, do poniedziałku. ' +
		'Tydzień 4: otwieramy sklepik na jedną długą przerwę, w piątek, prowadzi zarząd. ' +
		'A co, jeśli zostanie dużo owoców? Zrobimy z nich koktajl na spotkanie klasy i następnym razem kupimy mniej.',
	'Na przerwie nie ma gdzie kupić jabłka. My je kupimy i sprzedamy trochę drożej, a razem zdecydujemy, na co wydać to, co zostanie. Każdy ma jeden głos.'
];

export const PLAN_OF_JEDRZEJ = [
	'Najpierw wszyscy zbierają makulaturę. Potem ją sprzedajemy. Skarbnik liczy pieniądze w każdą środę. ' +
		'Do 15 dnia miesiąca zarząd wiesza plakat przy szatni. A co, jeśli nikt nic nie przyniesie? Wtedy pomyślimy.',
	'Żeby zarobić na wycieczkę i żeby nauczyć się prowadzić firmę.'
];
