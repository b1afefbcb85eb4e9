import * as v from 'valibot';
import { isPlainText } from '../accounts/account-forms.ts';
import { PERIODS, type Period } from './retention-periods.ts';

const INCOMPLETE = 'Formularz jest niepełny albo zawiera nieznane pole. Odśwież stronę i wyślij go jeszcze raz.';

/** One line; empty: null. */
const line = (longest: number) =>
	v.pipe(
		v.optional(v.string(), ''),
		v.trim(),
		v.maxLength(longest, `Skróć ten tekst do ${longest} znaków.`),
		v.check(isPlainText, 'Tekst zawiera znaki, których nie można użyć. Wpisz go z klawiatury.'),
		v.transform((value) => value || null)
	);

/** Paragraphs parted by empty lines; empty: null. */
const paragraphs = (longest: number) =>
	v.pipe(
		v.optional(v.string(), ''),
		v.transform((value) => value.normalize('NFC').replace(/\r\n?/g, '\n').trim()),
		v.maxLength(longest, `Skróć ten tekst do ${longest} znaków.`),
		v.check(
			(value) => isPlainText(value.replaceAll('\n', ' ')),
			'Tekst zawiera znaki, których nie można użyć. Wklej go jako zwykły tekst.'
		),
		v.transform((value) => value || null)
	);

const months = (period: Period) => {
	const { min, max } = PERIODS[period];
	const problem = `Podaj liczbę miesięcy od ${min} do ${max}.`;
	return v.pipe(
		v.optional(v.string(), ''),
		v.trim(),
		v.regex(/^\d{1,4}$/, problem),
		v.transform(Number),
		v.minValue(min, problem),
		v.maxValue(max, problem)
	);
};

/** What an organization says of itself and how long it keeps data. */
export const ProfileForm = v.pipe(
	v.strictObject(
		{
			certificateName: line(120),
			contact: line(300),
			officer: line(300),
			legalBasis: paragraphs(1000),
			notice: paragraphs(10_000),
			answersMonths: months('answersMonths'),
			resultsMonths: months('resultsMonths'),
			accountsMonths: months('accountsMonths'),
			logMonths: months('logMonths')
		},
		INCOMPLETE
	),
	v.forward(
		v.check(
			({ answersMonths, resultsMonths }) => resultsMonths >= answersMonths,
			'Wyniki muszą zostać co najmniej tak długo jak odpowiedzi, z których powstały.'
		),
		['resultsMonths']
	)
);
export type Profile = v.InferOutput<typeof ProfileForm>;
