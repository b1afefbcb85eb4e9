import type { Language } from '../../course.ts';

/** Quotes that begin with `[!KIND]`. */
export const CALLOUT_KINDS = ['NOTE', 'WARNING', 'EXERCISE', 'EXAMPLE', 'LAW'] as const;
export type CalloutKind = (typeof CALLOUT_KINDS)[number];
export const BLOCK_KINDS = [...CALLOUT_KINDS, 'SOLUTION', 'STEPS', 'TIMELINE', 'COMPARE', 'BARS', 'LINE'] as const;
export type BlockKind = (typeof BLOCK_KINDS)[number];

/** What the renderer itself says, in the language of the text. */
export interface Words {
	language: Language;
	callouts: Record<CalloutKind, string>;
	table: string;
	/** Of a drawing that scrolls in its own box. */
	drawing: string;
	solution: string;
	footnotes: string;
	/** The name of the number in the text, and of the way back to it. */
	footnote: string;
	backToText: string;
	source: string;
	chartData: string;
	bars: string;
	line: string;
	highest: string;
	lowest: string;
	captions: string;
	transcript: string;
	/** Kinds of attachments by the ending of the name. */
	files: Record<string, string>;
}

const pl: Words = {
	language: 'pl',
	callouts: { NOTE: 'Zapamiętaj', WARNING: 'Uwaga', EXERCISE: 'Ćwiczenie', EXAMPLE: 'Przykład', LAW: 'Stan prawny' },
	table: 'Tabela',
	drawing: 'Rysunek',
	solution: 'Pokaż rozwiązanie',
	footnotes: 'Przypisy',
	footnote: 'Przypis',
	backToText: 'Wróć do tekstu, przypis',
	source: 'Źródło',
	chartData: 'Dane w tabeli',
	bars: 'Wykres słupkowy',
	line: 'Wykres liniowy',
	highest: 'Najwięcej',
	lowest: 'najmniej',
	captions: 'Napisy po polsku',
	transcript: 'Przeczytaj zapis',
	files: {
		...{ pdf: 'plik PDF', docx: 'dokument Word', xlsx: 'arkusz Excel', odt: 'dokument ODT', ods: 'arkusz ODS' },
		...{ csv: 'tabela CSV', txt: 'plik tekstowy' }
	}
};

const en: Words = {
	language: 'en',
	callouts: { NOTE: 'Remember', WARNING: 'Watch out', EXERCISE: 'Exercise', EXAMPLE: 'Example', LAW: 'The law today' },
	table: 'Table',
	drawing: 'Drawing',
	solution: 'Show the solution',
	footnotes: 'Notes',
	footnote: 'Note',
	backToText: 'Back to the text, note',
	source: 'Source',
	chartData: 'Data in a table',
	bars: 'Bar chart',
	line: 'Line chart',
	highest: 'Highest',
	lowest: 'lowest',
	captions: 'English captions',
	transcript: 'Read the transcript',
	files: {
		...{ pdf: 'PDF file', docx: 'Word document', xlsx: 'Excel sheet', odt: 'ODT document', ods: 'ODS sheet' },
		...{ csv: 'CSV table', txt: 'text file' }
	}
};

const uk: Words = {
	language: 'uk',
	callouts: { NOTE: 'Запам’ятай', WARNING: 'Увага', EXERCISE: 'Вправа', EXAMPLE: 'Приклад', LAW: 'Правовий стан' },
	table: 'Таблиця',
	drawing: 'Рисунок',
	solution: 'Показати розв’язок',
	footnotes: 'Примітки',
	footnote: 'Примітка',
	backToText: 'Назад до тексту, примітка',
	source: 'Джерело',
	chartData: 'Дані в таблиці',
	bars: 'Стовпчикова діаграма',
	line: 'Лінійна діаграма',
	highest: 'Найбільше',
	lowest: 'найменше',
	captions: 'Субтитри українською',
	transcript: 'Прочитати запис',
	files: {
		...{ pdf: 'файл PDF', docx: 'документ Word', xlsx: 'таблиця Excel', odt: 'документ ODT', ods: 'таблиця ODS' },
		...{ csv: 'таблиця CSV', txt: 'текстовий файл' }
	}
};

export const WORDS: Record<Language, Words> = { pl, en, uk };
