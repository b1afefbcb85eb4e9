import {
	VARIANTS,
	type Course,
	type CourseModule,
	type Language,
	type Lesson,
	type LessonText,
	type Source
} from '../course.ts';
import type { Question } from '../../quizzes/quiz.ts';
import { typeset } from '../typography.ts';
import type { CourseFrontMatter } from './front-matter-schemas.ts';
import type { CourseDraft, LessonDraft, ReadFile } from './read-course.ts';

const title = (text: string, language: Language) => typeset(text, { hardSpaces: false, language });

/**
 * A course as pages use it, from a draft that the rules have passed.
 * @throws when a file of it is missing or broken
 */
export function buildCourse(slug: string, draft: CourseDraft): Course {
	const data = sound(draft.file).front.data!;
	const sources = data.sources.map((source): Source => ({
		id: source.id,
		title: typeset(source.title),
		address: source.address ?? null,
		supports: typeset(source.supports)
	}));
	const bank = draft.bank?.questions ?? [];
	let number = 0;
	const modules = draft.modules.map((module): CourseModule => {
		const front = sound(module.file).front.data!;
		return {
			slug: module.folder.slug,
			title: title(front.title, data.language),
			summary: front.summary ? typeset(front.summary, { language: data.language }) : null,
			lessons: module.lessons.map((lesson) =>
				toLesson(lesson, module.folder.slug, (number += 1), { sources, bank, data })
			)
		};
	});
	return {
		slug,
		revision: draft.folder.revision,
		title: title(data.title, data.language),
		summary: typeset(data.summary, { language: data.language }),
		audience: data.audience,
		forWhom: typeset(data.forWhom),
		directions: data.directions,
		level: data.level,
		hours: data.hours,
		objectives: data.objectives.map((objective) => typeset(objective)),
		authors: data.authors,
		license: data.license,
		competences: data.competences.map(({ id, name }) => ({ id, name: typeset(name) })),
		prerequisites: data.prerequisites ?? { courses: [], knowledge: [] },
		redirects: data.redirects ?? { courses: [], lessons: {}, questions: {} },
		language: data.language,
		lawAsOf: data.lawAsOf,
		reviewBy: data.reviewBy,
		sources,
		certificate: {
			title: title(data.certificate.title, 'pl'),
			requires: data.certificate.requires,
			validMonths: data.certificate.validMonths ?? null,
			renewal: data.certificate.renewal ?? null
		},
		html: sound(draft.file).document.html,
		modules,
		lessons: modules.flatMap((module) => module.lessons),
		bank
	};
}

function toLesson(
	draft: LessonDraft,
	moduleSlug: string,
	number: number,
	course: { sources: Source[]; bank: Question[]; data: Pick<CourseFrontMatter, 'lawAsOf' | 'language'> }
): Lesson {
	const data = sound(draft.file).front.data!;
	const variants = [...draft.variants].map(([variant, file]) => [variant, toText(file, VARIANTS[variant].language)]);
	const { quiz } = draft.quiz ?? {};
	return {
		...toText(draft.file, course.data.language),
		slug: draft.folder.slug,
		moduleSlug,
		number,
		lawAsOf: data.lawAsOf ?? course.data.lawAsOf,
		sources: course.sources.filter((source) => data.sources.includes(source.id)),
		variants: Object.fromEntries(variants) as Lesson['variants'],
		quiz: quiz?.usesBank ? { ...quiz, questions: [...quiz.questions, ...course.bank] } : (quiz ?? null)
	};
}

type TextFile = ReadFile<{ title: string; shortTitle?: string; summary: string; minutes: number }>;

/** By file: a course that is read again keeps the texts of lessons that were not. */
const texts = new WeakMap<TextFile, LessonText>();

function toText(file: TextFile | null, language: Language): LessonText {
	const read = sound(file);
	const known = texts.get(read);
	if (known) return known;
	const { front, document } = read;
	const data = front.data!;
	const text: LessonText = {
		language,
		title: title(data.title, language),
		shortTitle: title(data.shortTitle ?? data.title, language),
		summary: typeset(data.summary, { language }),
		minutes: data.minutes,
		html: document.html,
		htmlBytes: Buffer.from(document.html),
		headings: document.headings,
		terms: []
	};
	texts.set(read, text);
	return text;
}

/** Called only after the rules: a file that is missing would have been a problem. */
function sound<T>(file: ReadFile<T> | null): ReadFile<T> {
	if (!file?.front.data) throw new Error('A course with a broken file passed the rules.');
	return file;
}
