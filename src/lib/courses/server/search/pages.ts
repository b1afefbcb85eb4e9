import {
	lessonPath,
	VARIANTS,
	type Course,
	type Language,
	type Lesson,
	type LessonText,
	type Variant
} from '../../course.ts';
import { setTitle } from '../../set-title.ts';
import { VARIANT_PARAMETER } from '../../variant-choice.ts';
import { readSections } from './page-sections.ts';
import { termAnchor, type Glossary } from '../../glossary.ts';
import type { FoundPage } from '../../search-answer.ts';

/** What one address shows, as the search knows it. */
export interface SearchPage extends Pick<FoundPage, 'kind' | 'within' | 'href' | 'language'> {
	title: string;
	places: SearchPlace[];
}

export interface SearchPlace {
	heading: string;
	text: string;
	/** Address up to the anchor's id, which may be empty. */
	href: string;
	/** The title counts where the page begins. */
	isBeginning: boolean;
	variant: Variant | null;
	language: Language;
}

/**
 * The page of a course and those of its lessons. Made of what readers see of the lessons' text: questions, answers and
 * explanations of quizzes are no part of it, so no key can be found.
 */
export function pagesOfCourse(course: Course): SearchPage[] {
	const { language } = course;
	const title = setTitle(course.title, language);
	const about = [course.summary, course.forWhom, ...course.objectives, ...course.competences.map(({ name }) => name)];
	const coursePage: SearchPage = {
		...{ kind: 'course', title, within: null, href: `/kursy/${course.slug}`, language },
		places: placesOf(`/kursy/${course.slug}`, about.join('\n'), course.html, language, null)
	};
	return [coursePage, ...course.lessons.map((lesson) => pageOfLesson(course, lesson))];
}

/** The terms of the glossary, each on its own. */
export function pagesOfGlossary({ entries }: Glossary): SearchPage[] {
	return entries.map(({ id, term, abbreviation, english, ukrainian, text }) => {
		const href = `/slownik#${termAnchor(id)}`;
		const names = [english, ukrainian].filter((name) => name !== null);
		const place = {
			heading: '',
			text: [text, ...names].join('\n'),
			href,
			isBeginning: true,
			variant: null,
			language: 'pl' as const
		};
		const name = abbreviation ? `${term} (${abbreviation})` : term;
		return { kind: 'term', title: name, within: null, href, language: 'pl', places: [place] };
	});
}

function pageOfLesson(course: Course, lesson: Lesson): SearchPage {
	const href = lessonPath(course, lesson);
	const main = placesOf(href, lesson.summary, lesson.html, lesson.language, null);
	const others = (Object.entries(lesson.variants) as [Variant, LessonText][]).flatMap(([variant, text]) =>
		placesOf(
			variantPath(href, variant),
			`${text.title}\n${text.summary}`,
			text.html,
			VARIANTS[variant].language,
			variant
		)
	);
	const { language } = lesson;
	const title = setTitle(lesson.title, language);
	return {
		kind: 'lesson',
		title,
		within: setTitle(course.title, course.language),
		href,
		language,
		places: [...main, ...others]
	};
}

const variantPath = (href: string, variant: Variant) => `${href}?${VARIANT_PARAMETER}=${variant}`;

function placesOf(
	href: string,
	opening: string,
	html: string,
	language: Language,
	variant: Variant | null
): SearchPlace[] {
	const place = { language, variant };
	const sections = readSections(html);
	const intro = sections[0]?.id === null ? sections.shift()!.text : '';
	return [
		{ ...place, heading: '', text: `${opening}\n${intro}`, href, isBeginning: true },
		...sections.map(({ id, heading, text }) => ({ ...place, heading, text, href: `${href}#${id}`, isBeginning: false }))
	];
}
