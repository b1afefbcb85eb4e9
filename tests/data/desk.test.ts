import { cp, mkdtemp, rm, writeFile, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listCares } from '#lib/authoring/server/course-cares.ts';
import { getDesk } from '#lib/authoring/server/desk.ts';
import { getQuestionPage } from '#lib/authoring/server/question-page.ts';
import { getSource, listEditions, sourceRevisions } from '#lib/authoring/server/source-revisions.ts';
import { settleVerdict } from '#lib/statistics/server/settle-verdict.ts';
import type { Course } from '#lib/courses/course.ts';
import { loadCourses } from '#lib/courses/server/load-courses.ts';
import { reportQuestion } from '#lib/question-reports/server/report-question.ts';
import type { Quiz } from '#lib/quizzes/quiz.ts';
import { listItems, startAttempt } from '#lib/quizzes/server/attempts.ts';
import { submitAttempt } from '#lib/quizzes/server/grading.ts';
import { describeOnBothDatabases } from '../support/databases.ts';
import { createPerson } from '../support/people.ts';

const now = new Date('2026-11-23T12:00:00.000Z');
const SLUG = 'dobry-kurs';

describeOnBothDatabases("the author's desk", (getDb) => {
	const read = async () => (await loadCourses('tests/courses', { now })).find(SLUG) as Course;
	const quizOf = (course: Course) => course.lessons.find(({ quiz }) => quiz?.kind === 'test')?.quiz as Quiz;

	test('tells what a course asks for, of what is asked now only', async () => {
		const course = await read();
		const quiz = quizOf(course);
		const person = await createPerson(getDb(), 'Bartek');
		const { id: attemptId } = await startAttempt(getDb(), { personId: person.id, course, quiz, now });
		const [item] = await listItems(getDb(), attemptId);
		const hash = item?.questionHash ?? '';
		const grading = { courses: { find: () => course }, issuer: 'Próba', now };
		await submitAttempt(getDb(), { personId: person.id, attemptId, ...grading });
		await reportQuestion(getDb(), { personId: person.id, hash, kind: 'unclear', comment: '', now });
		const statistic = { courseSlug: SLUG, quizSlug: quiz.slug, questionSlug: 'x', answerCount: 40, difficulty: null };
		const content = JSON.stringify({ gradedHash: hash, facility: { value: 0.4, from: 0.2, to: 0.6, n: 40 } });
		for (const questionHash of [hash, 'f'.repeat(64)])
			await getDb()
				.insertInto('itemStatistic')
				.values({ ...statistic, questionHash, verdict: 'check', content })
				.execute();

		const askedOf = { courses: [course], problems: [], personId: person.id, now };
		const problems = [{ path: `${SLUG}/course.md`, line: 1, message: 'błąd', severity: 'error' as const }];
		const asked = { courses: [course], problems, personId: person.id, now };
		expect((await listCares(getDb(), asked)).get(SLUG)).toMatchObject({
			suspects: 1,
			reports: 1,
			regrades: 0,
			errors: 1
		});

		const { lessons, bank } = await getDesk(getDb(), '', course);
		const rows = [...lessons.flatMap(({ questions }) => questions), ...bank];
		const row = rows.find(({ verdict }) => verdict !== null);
		expect(row).toMatchObject({ verdict: 'check', openReports: 1, facility: 0.4, answers: 40, revisions: 1 });
		const shown = { place: row?.place ?? '', questionId: row?.id ?? '', compared: { from: null, to: null } };
		const page = await getQuestionPage(getDb(), '', course, shown);
		expect(page).toMatchObject({ statistics: [{ verdict: 'check', n: 40 }], compared: null });
		expect(page.reports).toHaveLength(1);
		await getDb()
			.transaction()
			.execute((trx) => settleVerdict(trx, SLUG, hash));
		expect((await listCares(getDb(), askedOf)).get(SLUG)).toMatchObject({ suspects: 0, errors: 0 });
		await expect(getQuestionPage(getDb(), '', course, { ...shown, questionId: 'obce' })).rejects.toMatchObject({
			status: 404
		});
	});

	test('a question that was taken out is still looked after, and one that moved is found', async () => {
		const course = await read();
		const quiz = quizOf(course);
		const author = await createPerson(getDb(), 'Henryk');
		const person = await createPerson(getDb(), 'Bartek');
		const { id: attemptId } = await startAttempt(getDb(), { personId: person.id, course, quiz, now });
		const [item] = await listItems(getDb(), attemptId);
		const question = quiz.questions.find(({ hash }) => hash === item?.questionHash)!;
		const without = (other?: typeof question): Course => ({
			...course,
			bank: course.bank.filter(({ id }) => id !== question.id),
			lessons: course.lessons.map((lesson) => {
				if (!lesson.quiz) return lesson;
				const questions = lesson.quiz.questions.filter(({ id }) => id !== question.id);
				const isOther = other !== undefined && lesson.slug !== quiz.slug;
				return { ...lesson, quiz: { ...lesson.quiz, questions: isOther ? [...questions, other] : questions } };
			})
		});
		const asked = { place: quiz.slug, questionId: question.id, compared: { from: null, to: null } };
		const gone = await getQuestionPage(getDb(), author.id, without(), asked);
		expect(gone).toMatchObject({ isInFile: false, movedTo: null, title: question.content.title, quizSlug: quiz.slug });
		const moved = await getQuestionPage(getDb(), author.id, without(question), asked);
		const place = course.lessons.find(({ slug, quiz: other }) => other && slug !== quiz.slug)?.slug;
		expect(moved).toMatchObject({ isInFile: false, movedTo: { place } });
		const there = await getQuestionPage(getDb(), author.id, without(question), { ...asked, place: place ?? '' });
		expect(there).toMatchObject({ isInFile: true, movedTo: null });
	});

	test('keeps each edition of a file once, told by several processes, and the newest is the one served', async () => {
		const folder = await mkdtemp(join(tmpdir(), 'kursy-'));
		const file = join(folder, SLUG, 'course.md');
		const write = async (text: string) => {
			await writeFile(file, text);
			const courses = await loadCourses(folder, { now });
			const app = { db: getDb(), courses, settings: { coursesDir: folder } };
			return (at: string) => sourceRevisions.run(app, new Date(at));
		};
		try {
			await cp(join('tests/courses', SLUG), join(folder, SLUG), { recursive: true });
			const before = await readFile(file, 'utf8');
			const keep = await write(before);
			await Promise.all([keep('2026-11-23T12:00:00Z'), (await write(before))('2026-11-23T12:00:00Z')]);
			await (
				await write(`${before}\nNowe zdanie.\n`)
			)('2026-11-23T13:00:00Z');
			const editions = async () =>
				(await listEditions(getDb(), SLUG)).filter(({ path }) => path === 'course.md').map(({ hash }) => hash);
			const [second = '', first = ''] = await editions();
			expect(await editions()).toHaveLength(2);
			expect(await getSource(getDb(), SLUG, 'course.md', second)).toContain('Nowe zdanie.');
			await (
				await write(before)
			)('2026-11-23T14:00:00Z');
			expect(await editions()).toEqual([first, second]);
		} finally {
			await rm(folder, { recursive: true });
		}
	});
});
