import { counted, formatNumber, plural } from '../format.ts';
import type { QuizKind } from './quiz.ts';

/** `7,5 z 10 punktów`, from hundredths of a point. */
export function scoreInWords(score: number, maxScore: number): string {
	const whole = maxScore / 100;
	const noun = Number.isInteger(whole) ? plural(whole, 'punktu', 'punktów', 'punktów') : 'punktu';
	return `${formatNumber(score / 100)}\u00a0z\u00a0${formatNumber(whole)}\u00a0${noun}`;
}

/** What the page says first about a closed attempt. */
export function outcomeInWords(kind: QuizKind, isPassed: boolean, passingPercent: number | null): string {
	if (kind === 'pretest') return 'To wynik sprzed nauki. Nikt go nie zalicza ani nie oblewa.';
	const quiz = kind === 'test' ? 'Test' : 'Quiz';
	return isPassed
		? `${quiz} zaliczony. Próg to ${passingPercent}%.`
		: `${quiz} niezaliczony. Do zaliczenia potrzeba ${passingPercent}%.`;
}

/** What learning gave, from whole percents of the pretest and of the test; a result that did not rise is only told. */
export function growthInWords(before: number, now: number): string {
	if (now <= before) return `Przed nauką było ${before}%.`;
	const points = counted(now - before, 'punkt procentowy', 'punkty procentowe', 'punktów procentowych');
	return `Przed nauką było ${before}%, teraz jest o\u00a0${points} więcej.`;
}
