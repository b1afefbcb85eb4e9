import * as v from 'valibot';
import {
	COUNTING,
	SCALES,
	THRESHOLDS,
	type Counting,
	type GradeBook,
	type Scale,
	type Thresholds
} from './grade-book.ts';

const INCOMPLETE = 'Formularz jest niepełny albo zawiera nieznane pole. Odśwież stronę i wyślij go jeszcze raz.';
const HIGHEST_WEIGHT = 100;

const wholeNumber = (least: number, most: number, message: string) =>
	v.pipe(
		v.optional(v.string(), ''),
		v.trim(),
		v.regex(/^\d{1,3}$/, message),
		v.transform(Number),
		v.minValue(least, message),
		v.maxValue(most, message)
	);

export const thresholdField = (grade: string) => `prog-${grade}`;
export const weightField = (quizSlug: string) => `waga-${quizSlug}`;

const thresholds = Object.fromEntries(
	THRESHOLDS.map((grade) => [
		thresholdField(grade),
		wholeNumber(
			1,
			100,
			`Próg na ${grade === 'pass' ? 'zaliczenie' : `ocenę ${grade}`}: wpisz całe procenty od 1 do 100.`
		)
	])
);

/** The rules of a group's book, for a course with these quizzes. */
export function gradeBookForm(quizzes: { slug: string; title: string }[]) {
	const weights = Object.fromEntries(
		quizzes.map(({ slug, title }) => [
			weightField(slug),
			wholeNumber(0, HIGHEST_WEIGHT, `Waga „${title}”: wpisz liczbę całkowitą od 0 do ${HIGHEST_WEIGHT}.`)
		])
	);
	const fields = v.strictObject(
		{
			counting: v.picklist(Object.keys(COUNTING) as Counting[], 'Wybierz, które podejście się liczy.'),
			scale: v.picklist(Object.keys(SCALES) as Scale[], 'Wybierz skalę.'),
			...thresholds,
			...weights
		},
		INCOMPLETE
	);
	return v.pipe(
		fields,
		v.transform((typed): GradeBook => {
			const number = (field: string) => Number(typed[field as keyof typeof typed]);
			return {
				counting: typed.counting,
				scale: typed.scale,
				thresholds: Object.fromEntries(THRESHOLDS.map((grade) => [grade, number(thresholdField(grade))])) as Thresholds,
				weights: Object.fromEntries(quizzes.map(({ slug }) => [slug, number(weightField(slug))]))
			};
		}),
		v.rawCheck(({ dataset, addIssue }) => {
			if (!dataset.typed) return;
			const grade = firstOutOfOrder(dataset.value.thresholds);
			if (grade === null) return;
			addIssue({
				message: `Próg na ocenę ${grade} musi być wyższy niż próg na ocenę ${Number(grade) - 1}.`,
				path: [{ type: 'object', origin: 'value', input: {}, key: thresholdField(grade), value: undefined }]
			});
		})
	);
}

function firstOutOfOrder(thresholds: Thresholds): '6' | '5' | '4' | '3' | null {
	const pairs = [
		['3', '2'],
		['4', '3'],
		['5', '4'],
		['6', '5']
	] as const;
	return pairs.find(([grade, below]) => thresholds[grade] <= thresholds[below])?.[0] ?? null;
}

export const DECISIONS = {
	excused: 'Zwolnienie – ten quiz się nie liczy',
	override: 'Inny wynik – wpisuję procenty',
	withdrawn: 'Cofam poprzednią decyzję'
} as const;
export type DecisionKind = keyof typeof DECISIONS;

/** What a decision was, in a history. */
export const DECISION_WORDS: Record<DecisionKind, string> = {
	excused: 'zwolnienie',
	override: 'inny wynik',
	withdrawn: 'cofnięcie decyzji'
};

/** What a teacher decides beside the quiz. Percent is given for another result only. */
export function decisionForm(quizzes: { slug: string }[]) {
	return v.pipe(
		v.strictObject(
			{
				quiz: v.picklist(
					quizzes.map(({ slug }) => slug),
					'Wybierz quiz z listy.'
				),
				kind: v.picklist(Object.keys(DECISIONS) as DecisionKind[], 'Wybierz, co postanawiasz.'),
				percent: v.pipe(v.optional(v.string(), ''), v.trim()),
				reason: v.pipe(
					v.optional(v.string(), ''),
					v.trim(),
					v.minLength(3, 'Napisz, dlaczego. Powód zobaczy też osoba uczona.'),
					v.maxLength(500, 'Skróć powód do 500 znaków.')
				)
			},
			INCOMPLETE
		),
		v.forward(
			v.check(
				({ kind, percent }) => kind !== 'override' || (/^\d{1,3}$/.test(percent) && Number(percent) <= 100),
				'Wpisz wynik w całych procentach, od 0 do 100.'
			),
			['percent']
		),
		v.transform(({ quiz, kind, percent, reason }) => ({
			quizSlug: quiz,
			kind,
			percent: kind === 'override' ? Number(percent) : null,
			reason
		}))
	);
}
export type Decision = v.InferOutput<ReturnType<typeof decisionForm>>;
