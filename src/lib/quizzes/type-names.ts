import type { QuestionType } from './question.ts';

/** As authors and the checker call them. */
export const TYPE_NAMES: Record<QuestionType, string> = {
	single: 'jeden wybór',
	multiple: 'kilka wyborów',
	trueFalse: 'prawda czy fałsz',
	number: 'liczba',
	text: 'krótki tekst',
	ordering: 'układanie',
	matching: 'łączenie',
	categorize: 'grupowanie',
	inlineChoice: 'luki',
	tableFill: 'tabela',
	calculated: 'obliczenie',
	case: 'sprawa',
	open: 'otwarte',
	file: 'plik'
};
