import { formatNumber, plural } from '../format.ts';

/** `7,5 z 10 punktów`, from hundredths of a point. */
export function scoreInWords(score: number, maxScore: number): string {
	const whole = maxScore / 100;
	const noun = Number.isInteger(whole) ? plural(whole, 'punktu', 'punktów', 'punktów') : 'punktu';
	return `${formatNumber(score / 100)}\u00a0z\u00a0${formatNumber(whole)}\u00a0${noun}`;
}

/** What the page says first about a closed attempt. */
export function outcomeInWords(isPassed: boolean, passingPercent: number): string {
	return isPassed
		? `Test zaliczony. Próg to ${passingPercent}%.`
		: `Test niezaliczony. Do zaliczenia potrzeba ${passingPercent}%.`;
}
