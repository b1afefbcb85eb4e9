import { counted, formatNumber } from '#lib/format.ts';
import type { QuizKind } from '#lib/quizzes/quiz.ts';
import type { Estimate } from './estimate.ts';

export const KIND_NAMES: Record<QuizKind, string> = {
	practice: 'ćwiczenie',
	test: 'sprawdzian',
	pretest: 'test na start'
};

/** `72%`, in whole percents. */
export const percent = (share: number): string => `${Math.round(share * 100)}%`;

/** `72% (65–78%)` */
export const shareWithInterval = ({ value, from, to }: Estimate): string =>
	`${percent(value)} (${Math.round(from * 100)}–${percent(to)})`;

/** `0,34`; a minus as it is printed. */
export const decimal = (value: number): string => formatNumber(Math.round(value * 100) / 100).replace('-', '−');

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
