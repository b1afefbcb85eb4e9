import { VARIANTS, lessonPath, type Language, type Lesson, type LessonText, type Variant } from './course.ts';

/** Of a lesson's address: `?wariant=etr`, or `zwykly` for the text as it was written first. */
export const VARIANT_PARAMETER = 'wariant';
const ORDINARY = 'zwykly';

export interface VariantChoice {
	/** Null: the lesson as it was written first. */
	variant: Variant | null;
	text: LessonText;
	/** The variant wanted that this lesson does not have. */
	missing: Variant | null;
}

export interface Wish {
	/** Null: the ordinary text. */
	variant: Variant | null;
	/** Said in the address, not only remembered. */
	isAsked: boolean;
}

const toVariant = (value: string | null | undefined): Variant | null =>
	value && Object.hasOwn(VARIANTS, value) ? (value as Variant) : null;

/** What the reader wants: the address wins over what the browser remembers; anything unknown is nothing. */
export function wishOf(asked: string | null, remembered: string | undefined): Wish {
	const variant = toVariant(asked);
	if (variant || asked === ORDINARY) return { variant, isAsked: true };
	return { variant: toVariant(remembered), isAsked: false };
}

/** A lesson as the reader wants it, as far as it exists. */
export function chooseVariant(lesson: Lesson, { variant }: Pick<Wish, 'variant'>): VariantChoice {
	const text = variant && lesson.variants[variant];
	return text ? { variant, text, missing: null } : { variant: null, text: lesson, missing: variant };
}

export interface VariantLink {
	name: string;
	language: Language;
	path: string;
	isCurrent: boolean;
}

/** The ways to read a lesson; empty when there is only one. */
export function variantLinks(course: { slug: string }, lesson: Lesson, current: Variant | null): VariantLink[] {
	const path = lessonPath(course, lesson);
	const existing = (Object.keys(VARIANTS) as Variant[]).filter((variant) => lesson.variants[variant]);
	if (existing.length === 0) return [];
	const link = (variant: Variant) => ({
		...VARIANTS[variant],
		path: `${path}?${VARIANT_PARAMETER}=${variant}`,
		isCurrent: variant === current
	});
	const ordinary = { name: 'Zwykły tekst', language: 'pl' as const, path: `${path}?${VARIANT_PARAMETER}=${ORDINARY}` };
	return [{ ...ordinary, isCurrent: current === null }, ...existing.map(link)];
}

/** Said when the wanted variant is not there. */
export const MISSING_VARIANT: Record<Variant, string> = {
	etr: 'Ta lekcja nie ma jeszcze wersji łatwej do czytania. Pokazujemy zwykły tekst.',
	uk: 'Цього уроку ще немає українською. Показуємо звичайний текст.',
	en: 'This lesson is not in English yet. Here is the ordinary text.'
};

/** Said before questions to those who read in another language. */
export const QUESTIONS_ARE_POLISH: Partial<Record<Language, string>> = {
	uk: 'Запитання нижче — польською мовою.',
	en: 'The questions below are in Polish.'
};

/** The `lang` of a part of a Polish page; undefined where it would say nothing new. */
export const langOf = (language: Language) => (language === 'pl' ? undefined : language);
