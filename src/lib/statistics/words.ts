import { counted, formatNumber } from '#lib/format.ts';
import type { QuizKind } from '#lib/quizzes/quiz.ts';
import type { Estimate } from './estimate.ts';

export const KIND_NAMES: Record<QuizKind, string> = {
	practice: 'ćwiczenie',
	test: 'sprawdzian',
	pretest: 'test przed nauką'
};

/** `72%`, in whole percents. */
export const percent = (share: number): string => `${Math.round(share * 100)}%`;

/** `72% (65–78%)` */
export const shareWithInterval = ({ value, from, to }: Estimate): string =>
	`${percent(value)} (${Math.round(from * 100)}–${percent(to)})`;

/** `0,30`, always two places, so that columns stand in line; a minus as it is printed. */
export const decimal = (value: number): string =>
	(Math.round(value * 100) / 100 || 0).toFixed(2).replace('.', ',').replace('-', '−');

/** `0,34 (od 0,12 do 0,53)`: a dash between numbers that may be negative would be read as a minus. */
export const withInterval = ({ value, from, to }: Estimate): string =>
	`${decimal(value)} (od\u00a0${decimal(from)} do\u00a0${decimal(to)})`;

/** `1,5 minuty`, `40 sekund` */
export function duration(seconds: number): string {
	if (seconds < 90) return counted(Math.round(seconds), 'sekunda', 'sekundy', 'sekund');
	const minutes = Math.round(seconds / 6) / 10;
	const isWhole = minutes >= 10 || Number.isInteger(minutes);
	return isWhole ? counted(Math.round(minutes), 'minuta', 'minuty', 'minut') : `${formatNumber(minutes)}\u00a0minuty`;
}

export const people = (n: number): string => counted(n, 'osoba', 'osoby', 'osób');

/** What a reliability allows to conclude. */
export function trustOf(alpha: number): string {
	if (alpha < 0.7) return 'Za mało, żeby porównywać osoby.';
	return alpha < 0.8 ? 'Dość, żeby mówić o\u00a0grupie.' : 'Dość, żeby mówić o\u00a0jednej osobie.';
}
