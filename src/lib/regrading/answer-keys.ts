import { parseDecimal } from '#lib/quizzes/decimal.ts';
import type {
	AuthoredContent,
	CalculatedContent,
	CategorizeContent,
	ChoiceContent,
	InlineChoiceContent,
	MatchingContent,
	NumberContent,
	OrderingContent,
	TableFillContent,
	TextContent
} from '#lib/quizzes/question.ts';
import { rightSides } from '#lib/quizzes/types/matching-kind.ts';

/** A field of the form by the end of its name: `''` or `-0`, `-1`… */
type ReadPart = (end: string) => string;

/** What a type of question does its own way when its key is put right. */
interface AnswerKey<Content> {
	/** What answers refer to: another revision fits only when it is the same there. */
	shape(content: Content): unknown;
	/** The same question with the key of a form, or a sentence saying what to mend; absent: the file alone can say it. */
	read?(content: Content, part: ReadPart): Content | string;
}

const choices: AnswerKey<ChoiceContent> = {
	shape: (content) => content.choices.map(({ html }) => html),
	read(content, part) {
		const right = content.choices.map((_, index) => part(`-${index}`) !== '');
		if (!right.includes(true)) return 'Zaznacz co najmniej jedną dobrą odpowiedź.';
		const changed = content.choices.map((choice, index) => {
			const isRight = right[index] === true;
			// What the author said about a choice spoke of the other verdict.
			return isRight === choice.isRight ? choice : { ...choice, isRight, feedbackHtml: null };
		});
		return { ...content, choices: changed };
	}
};

const number: AnswerKey<NumberContent> = {
	shape: ({ unit }) => unit,
	read(content, part) {
		const value = readDecimal(part(''));
		if (value === null) return 'Wpisz liczbę cyframi, na przykład 12,5.';
		const tolerance = readDecimal(part('-tolerancja') || '0');
		if (tolerance === null || tolerance.startsWith('-'))
			return 'Tolerancja to liczba od zera w\u00a0górę, na przykład 0,5.';
		return { ...content, value, tolerance };
	}
};

const text: AnswerKey<TextContent> = {
	shape: () => null,
	read(content, part) {
		const accepted = linesOf(part(''));
		return accepted.length > 0 ? { ...content, accepted } : 'Wpisz co najmniej jedną odpowiedź, którą uznajesz.';
	}
};

const ordering: AnswerKey<OrderingContent> = {
	shape: ({ items }) => items,
	read(content, part) {
		const { items } = content;
		const places = items.map((_, index) => part(`-${index}`));
		const rightOrder = items.map((_, place) => places.indexOf(String(place + 1)));
		if (rightOrder.includes(-1)) return `Nadaj każdemu elementowi inne miejsce, od 1 do ${items.length}.`;
		return { ...content, rightOrder: unlessAsWritten(rightOrder) };
	}
};

const matching: AnswerKey<MatchingContent> = {
	shape: (content) => [content.pairs.map(({ left }) => left), rightSides(content)],
	read(content, part) {
		const sides = content.pairs.map((_, row) => readIndex(part(`-${row}`), rightSides(content).length));
		if (!isWhole(sides)) return 'Wybierz dopasowanie w\u00a0każdym wierszu.';
		return { ...content, rightSides: unlessAsWritten(sides) };
	}
};

const categorize: AnswerKey<CategorizeContent> = {
	shape: ({ categories, items }) => [categories, items.map((item) => item.text)],
	read(content, part) {
		const chosen = content.items.map((_, index) => readIndex(part(`-${index}`), content.categories.length));
		if (!isWhole(chosen)) return 'Wybierz grupę dla każdego elementu.';
		return { ...content, items: content.items.map((item, index) => ({ ...item, category: chosen[index]! })) };
	}
};

const inlineChoice: AnswerKey<InlineChoiceContent> = {
	shape: ({ pieces, gaps }) => [pieces, gaps.map(({ options }) => options)],
	read(content, part) {
		const chosen = content.gaps.map(({ options }, index) => readIndex(part(`-${index}`), options.length));
		if (!isWhole(chosen)) return 'Wybierz odpowiedź w\u00a0każdej luce.';
		return { ...content, gaps: content.gaps.map((gap, index) => ({ ...gap, right: chosen[index]! })) };
	}
};

const tableFill: AnswerKey<TableFillContent> = {
	shape: ({ headers, rows, gaps }) => [headers, rows, gaps.map((gap) => (gap.kind === 'number' ? gap.unit : 'text'))],
	read(content, part) {
		const gaps = content.gaps.map((gap, index) => {
			const given = part(`-${index}`);
			if (gap.kind === 'number') return { ...gap, value: readDecimal(given) };
			return { ...gap, accepted: linesOf(given) };
		});
		const isFilled = gaps.every((gap) => (gap.kind === 'number' ? gap.value !== null : gap.accepted.length > 0));
		if (!isFilled) return 'Wypełnij każdą lukę: liczbą albo odpowiedziami, każdą w\u00a0osobnym wierszu.';
		return { ...content, gaps: gaps as TableFillContent['gaps'] };
	}
};

const calculated: AnswerKey<CalculatedContent> = { shape: ({ variables, unit }) => [variables, unit] };

type AnyKey = AnswerKey<AuthoredContent>;

const KEYS: Partial<Record<AuthoredContent['type'], AnyKey>> = {
	single: choices,
	multiple: choices,
	trueFalse: choices,
	number,
	text,
	ordering,
	matching,
	categorize,
	inlineChoice,
	tableFill,
	calculated
};

const MARKED_BY_PEOPLE =
	'Odpowiedzi na to pytanie oceniają ludzie i\u00a0każdą ocenę można zmienić przy ocenianiu. Tutaj możesz je tylko unieważnić.';

/** Types whose key no form can say, and what to do instead. */
const WITHOUT_FORM: Partial<Record<AuthoredContent['type'], string>> = {
	calculated:
		'Klucz tego pytania jest wzorem. Popraw wzór w\u00a0pliku kursu i\u00a0wróć tutaj: będzie można wziąć go dla podejść, które już oceniono.',
	open: MARKED_BY_PEOPLE,
	file: MARKED_BY_PEOPLE,
	case: 'W\u00a0sprawie kolejne decyzje zależą od poprzednich, więc innych punktów nie da się przeliczyć wstecz. Popraw ją w\u00a0pliku kursu dla następnych podejść; dla już ocenionych możesz je tylko unieważnić.'
};

/** Why the right key of a question cannot be said in a form, and what to do instead; null: it can. */
export const whyNotInForm = ({ type }: Pick<AuthoredContent, 'type'>): string | null => WITHOUT_FORM[type] ?? null;

/** The same question with the key that a form holds (fields `klucz…`), or a Polish sentence saying what to mend. */
export function readKey(content: AuthoredContent, field: (name: string) => string): AuthoredContent | string {
	return KEYS[content.type]?.read?.(content, (end) => field(`klucz${end}`)) ?? whyNotInForm(content) ?? '';
}

/** Whether answers to one revision can be scored by the key of another: the same type, points and parts. */
export function isSameShape(a: AuthoredContent, b: AuthoredContent): boolean {
	const key = KEYS[a.type];
	if (!key || a.type !== b.type || a.points !== b.points) return false;
	return JSON.stringify(key.shape(a)) === JSON.stringify(key.shape(b));
}

/** An exact decimal as contents keep it, with a point; null: not a number. */
function readDecimal(given: string): string | null {
	const read = parseDecimal(given);
	if (!read || read.unit !== '') return null;
	const { digits, scale } = read.number;
	const whole = String(digits < 0n ? -digits : digits).padStart(scale + 1, '0');
	const sign = digits < 0n ? '-' : '';
	return scale === 0 ? `${sign}${whole}` : `${sign}${whole.slice(0, -scale)}.${whole.slice(-scale)}`;
}

const linesOf = (given: string): string[] => [
	...new Set(
		given
			.split('\n')
			.map((line) => line.trim())
			.filter((line) => line !== '')
	)
];

const isWhole = (indexes: (number | null)[]): indexes is number[] => !indexes.includes(null);

/** The key of the course file is said by leaving it out, so that it makes the same revision. */
const unlessAsWritten = (indexes: number[]): number[] | undefined =>
	indexes.every((index, place) => index === place) ? undefined : indexes;

const readIndex = (given: string, length: number): number | null =>
	/^\d{1,3}$/.test(given) && Number(given) < length ? Number(given) : null;
