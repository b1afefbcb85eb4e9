import type { Course } from '#lib/courses/course.ts';
import type { Question } from '#lib/quizzes/quiz.ts';
import type { ExportFormat } from '../export-formats.ts';
import { pointsOfGap } from './moodle-cloze-table.ts';
import { portableQuestions, type PortableContent } from './portable-question.ts';
import { lostInGift, unfitForGift, writeGift } from './write-gift.ts';
import { writeMoodleXml } from './write-moodle-xml.ts';
import { writeQti30 } from './write-qti-30.ts';

/** The name by which the bank is chosen; quizzes go by the slug of their lesson. */
export const BANK = 'bank';

export interface QuestionSet {
	name: string;
	title: string;
	count: number;
}

/** What of a course can be exported. */
export function questionSets(course: Course): QuestionSet[] {
	const quizzes = course.lessons.flatMap(({ slug, quiz }) =>
		quiz ? [{ name: slug, title: quiz.title, count: ownQuestions(course, slug)!.length }] : []
	);
	const bank = course.bank.length > 0 ? [{ name: BANK, title: 'Bank pytań', count: course.bank.length }] : [];
	return [...bank, ...quizzes];
}

/** The questions of the bank or of one quiz without the bank's; undefined when there is no such. */
export function ownQuestions(course: Course, name: string): Question[] | undefined {
	if (name === BANK) return course.bank;
	const quiz = course.lessons.find(({ slug }) => slug === name)?.quiz;
	const inBank = new Set(course.bank.map(({ id }) => id));
	return quiz?.questions.filter(({ id }) => !quiz.usesBank || !inBank.has(id));
}

/** Why a format cannot hold a question; null when it can. */
const unfitFor = (format: ExportFormat, content: PortableContent): string | null =>
	format === 'gift' ? unfitForGift(content) : null;

/** What a format leaves out, a sentence a question. */
export function lostInExport(questions: Question[], format: ExportFormat): string[] {
	const { portable, left } = portableQuestions(questions);
	return [
		...left.map((title) => `„${title}”: tego rodzaju pytań inne systemy nie znają, więc w\u00a0pliku go nie będzie.`),
		...portable.flatMap(({ content, topic, tags }) => {
			const told = `„${content.title.replace(/\{\{|\}\}/g, '')}”`;
			const unfit = unfitFor(format, content);
			if (unfit) return [`${told}: ${unfit}, więc w\u00a0pliku go nie będzie.`];
			const lost = [
				...(format === 'gift' ? lostInGift(content) : []),
				...(content.type === 'matching' ? ['nazwy kolumn'] : []),
				...(format === 'moodle' &&
				content.type === 'tableFill' &&
				pointsOfGap(content) * content.gaps.length !== content.points
					? ['liczba punktów (każda luka jest tam warta jeden)']
					: []),
				...(format === 'moodle' && content.type === 'open' ? ['największa liczba znaków'] : []),
				...(format === 'qti' && content.type === 'file' ? ['największy rozmiar pliku'] : []),
				...(format === 'moodle' && content.type === 'calculated'
					? ['losowanie ze wszystkich kombinacji (w pliku jest ich do 100)']
					: []),
				...(format === 'qti' && (topic !== null || tags.length > 0) ? ['temat i\u00a0znaczniki'] : []),
				...(format !== 'gift' && (content.type === 'open' || content.type === 'file')
					? ['podział na kryteria (zostają we wskazówkach dla oceniającego)']
					: []),
				...(format === 'qti' && content.type === 'ordering' ? ['punkty za część kroków'] : [])
			];
			return lost.length > 0 ? [`${told}: bez tego, czego format nie mieści: ${lost.join(', ')}.`] : [];
		})
	];
}

/** The file itself. */
export function exportQuestions(course: Course, questions: Question[], format: ExportFormat): Uint8Array {
	const { portable } = portableQuestions(questions);
	const fit = portable.filter(({ content }) => unfitFor(format, content) === null);
	switch (format) {
		case 'moodle':
			return new TextEncoder().encode(writeMoodleXml(fit, course.title));
		case 'gift':
			return new TextEncoder().encode(writeGift(fit, course.title));
		case 'qti':
			return writeQti30(fit, course.slug);
	}
}
