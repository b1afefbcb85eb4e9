import type { QuestionType } from '../../../quizzes/question.ts';
import { TYPE_NAMES } from '../../../quizzes/type-names.ts';
import { BANK } from '../../course.ts';
import type { CourseProblem } from '../course-index.ts';
import { BANK_FILE } from '../file-names.ts';
import { inFile, mistake } from '../problems.ts';
import {
	findSuccessor,
	lessonsBySlug,
	PUBLISHED_FILE,
	type Lock,
	type PublishedCourse,
	type PublishedCourses
} from '../published-ids.ts';
import type { FoundQuestion } from '../question-file.ts';
import type { CourseDraft, ReadCourse } from '../read-course.ts';
import { findQuestionFile, lessonsOf } from './course-rule.ts';

/** Names that were published once and are neither in the course nor in its `redirects`. */
export function checkPublished(courses: ReadCourse[], published: PublishedCourses): Map<string, CourseProblem[]> {
	const problems = new Map<string, CourseProblem[]>();
	for (const [slug, ids] of Object.entries(published)) {
		const course = findSuccessor(courses, slug);
		if (!course?.draft.file?.front.data) continue;
		problems.set(course.slug, [...(problems.get(course.slug) ?? []), ...checkCourse(course, ids)]);
	}
	return problems;
}

function checkCourse(course: ReadCourse, published: PublishedCourse): CourseProblem[] {
	const { path, front } = course.draft.file!;
	const movedLessons: Record<string, string> = front.data!.redirects?.lessons ?? {};
	const movedQuestions: Record<string, string> = front.data!.redirects?.questions ?? {};
	const lessons = lessonsBySlug(course);
	const gone = published.lessons.filter((lesson) => !lessons.has(lesson) && !Object.hasOwn(movedLessons, lesson));
	const added = [...lessons.keys()].filter(
		(lesson) => !published.lessons.includes(lesson) && !Object.values(movedLessons).includes(lesson)
	);
	const renamed = gone.length === 1 && added.length === 1 ? added[0]! : 'nowa-nazwa';
	// While a folder has no proper name or no text could be read, the lesson may be there.
	const problems = isPartial(course.draft)
		? []
		: inFile(
				path,
				gone.map((lesson) => {
					const cure = `przywróć jej folder albo ${tellRedirect(course, 'lessons', lesson, renamed)}`;
					return mistake(front.lineOf('redirects'), `zniknęła opublikowana lekcja „${lesson}”; ${cure}`);
				})
			);
	for (const [place, type] of Object.entries(published.questions)) {
		if (Object.hasOwn(movedQuestions, place)) continue;
		const [old = '', question = ''] = place.split('/');
		const holder =
			findHolder(course, old) ??
			(Object.hasOwn(movedLessons, old) ? findHolder(course, movedLessons[old]!) : undefined);
		if (holder) problems.push(...checkQuestion(course, holder, { place, question, type }));
	}
	return problems;
}

const isPartial = ({ folder, modules }: CourseDraft) =>
	folder.root.isPartial || modules.some((module) => module.folder.isPartial);

/** The lines of course.md that lead an old name to its new one, as they are to be pasted in. */
function tellRedirect({ draft }: ReadCourse, kind: 'lessons' | 'questions', old: string, now: string): string {
	const { data } = draft.file!.front;
	const pair = `${old}: ${now}`;
	if (Object.keys(data?.redirects?.[kind] ?? {}).length > 0)
		return `w course.md do redirects, do ${kind}, dopisz parę „${pair}”`;
	const line = `„  ${kind}: {${pair}}”`;
	return data?.redirects
		? `w course.md pod „redirects:” dopisz wiersz ${line}`
		: `w course.md dopisz dwa wiersze: „redirects:” i pod nim ${line}`;
}

/** Where a published question is to be found. */
interface Holder {
	/** A lesson's slug, or the bank. */
	name: string;
	path: string;
	/** Undefined: the file could not be read. */
	found: Map<string, FoundQuestion> | undefined;
}

/** Undefined when there is no such lesson, which has been told. */
function findHolder({ draft }: ReadCourse, name: string): Holder | undefined {
	const [folder, file] =
		name === BANK
			? [draft.folder.root, BANK_FILE]
			: [lessonsOf(draft).find((lesson) => lesson.folder.slug === name)?.folder, 'quiz.md'];
	if (!folder) return undefined;
	const found = findQuestionFile(draft, name)?.found ?? new Map<string, FoundQuestion>();
	return { name, path: `${folder.path}/${file}`, found: folder.unread.has(file) ? undefined : found };
}

interface PublishedQuestion {
	/** `lesson/question` */
	place: string;
	question: string;
	type: QuestionType;
}

function checkQuestion(
	course: ReadCourse,
	{ name, path, found }: Holder,
	{ place, question, type }: PublishedQuestion
): CourseProblem[] {
	if (!found) return [];
	const now = found.get(question);
	if (!now) {
		const redirect = tellRedirect(course, 'questions', place, `${name}/nowe-id`);
		const cure = `przywróć {#${question}}; gdy zmieniło nazwę, ${redirect}; gdy odchodzi na zawsze, usuń jego wiersz z ${PUBLISHED_FILE}`;
		return inFile(path, [mistake(1, `zniknęło opublikowane pytanie „${question}”; ${cure}`)]);
	}
	if (now.type === null || now.type === type) return [];
	const cure = `przywróć rodzaj albo nadaj nowe {#id}, a wiersz dawnego usuń z ${PUBLISHED_FILE}`;
	return inFile(path, [
		mistake(
			now.line,
			`pytanie „${question}” opublikowano jako „${TYPE_NAMES[type]}”, a teraz to „${TYPE_NAMES[now.type]}”; ${cure}`
		)
	]);
}

/**
 * Published courses that are gone: told in the course that has most of their lessons, else at their line of the lock
 * file, because no course is left to tell it.
 */
export function findLostCourses(courses: ReadCourse[], { published, source }: Lock): CourseProblem[] {
	return Object.entries(published)
		.filter(([slug]) => !findSuccessor(courses, slug))
		.flatMap(([slug, ids]) => {
			const heir = courses.find((course) => !Object.hasOwn(published, course.slug) && hasMost(course, ids.lessons));
			const lines = `„redirects:” i pod nim „  courses: [${slug}]”`;
			if (heir?.draft.file) {
				const { path, front } = heir.draft.file;
				const message = `ten kurs opublikowano jako „${slug}”; przywróć nazwę folderu albo dopisz tu dwa wiersze: ${lines}`;
				return inFile(path, [mistake(front.lineOf('redirects'), message)]);
			}
			const line = source.split('\n').findIndex((text) => text.startsWith(`\t"${slug}"`)) + 1;
			const cure = `przywróć jego folder albo dopisz w course.md nowego kursu dwa wiersze: ${lines}`;
			return inFile(PUBLISHED_FILE, [mistake(Math.max(line, 1), `zniknął opublikowany kurs „${slug}”; ${cure}`)]);
		});
}

function hasMost(course: ReadCourse, published: string[]): boolean {
	const lessons = lessonsBySlug(course);
	return published.filter((lesson) => lessons.has(lesson)).length > published.length / 2;
}
