import { beforeEach, expect, test } from 'vitest';
import { handIn } from '#lib/handins/server/handed-files.ts';
import { sendHandedFile } from '#lib/handins/server/send-handed-file.ts';
import type { MarkingScope } from '#lib/marking/server/marking-scope.ts';
import { getMarkingPage } from '#lib/marking/server/marking-page.ts';
import { getQueue, listRecentlyMarked } from '#lib/marking/server/queue.ts';
import { saveMark } from '#lib/marking/server/save-mark.ts';
import { takeFile } from '#lib/marking/server/take-file.ts';
import { enroll } from '#lib/progress/server/enrollment.ts';
import { startAttempt } from '#lib/quizzes/server/attempts.ts';
import { submitAttempt } from '#lib/quizzes/server/grading.ts';
import type { Quiz } from '#lib/quizzes/quiz.ts';
import { describeOnBothDatabases } from '../support/databases.ts';
import { markedCourse, markedQuiz, markingAt } from '../support/marked-quiz.ts';
import { addTeacher, createGroupWith, createOrganization, grantRole } from '../support/organizations.ts';
import { createPerson } from '../support/people.ts';

const now = new Date('2026-11-23T10:00:00.000Z');
const later = new Date('2026-11-23T12:00:00.000Z');
const FILE = 2;
const quiz: Quiz = { ...markedQuiz, marking: 'double' };
const path = '/lista';

describeOnBothDatabases('what a reader who must not know can find out', (getDb) => {
	let zofia: { id: string };
	let attemptId: string;

	beforeEach(async () => {
		zofia = await createPerson(getDb(), 'Zofia Żółć');
	});

	/** Zofia hands in a file that is called after her. */
	async function handInFile(): Promise<void> {
		await enroll(getDb(), zofia, markedCourse, now);
		({ id: attemptId } = await startAttempt(getDb(), { personId: zofia.id, course: markedCourse, quiz, now }));
		const content = Buffer.from('%PDF-1.7\n%%EOF');
		const file = { type: 'pdf', mediaType: 'application/pdf', content } as const;
		await handIn(getDb(), { attemptId, position: FILE, name: 'Zofia Żółć plan.pdf', file, now });
		await submitAttempt(getDb(), { personId: zofia.id, attemptId, ...markingAt(now) });
	}

	const pageFor = (scope: MarkingScope) => getMarkingPage(getDb(), scope, { attemptId, position: FILE, path });

	test('an author gets no name: not on the page, in the list, in what was marked, nor with the file', async () => {
		await handInFile();
		const henryk = await createPerson(getDb(), 'Henryk');
		await grantRole(getDb(), henryk, 'author', null);
		const scope: MarkingScope = { kind: 'authors', courseSlug: markedCourse.slug, readerId: henryk.id };
		const given = { criteria: [300, 100], comment: '', seen: '' };
		const seen: unknown[] = [await pageFor(scope), await getQueue(getDb(), scope)];
		await saveMark(getDb(), scope, '192.0.2.1', { attemptId, position: FILE, mark: given }, markingAt(later));
		seen.push(await pageFor(scope), await getQueue(getDb(), scope), await listRecentlyMarked(getDb(), scope));
		const download = sendHandedFile(await takeFile(getDb(), scope, '192.0.2.1', { attemptId, position: FILE }, later));
		seen.push([...download.headers]);
		expect(JSON.stringify(seen)).not.toMatch(/Zofia|Żółć|Zolc|%C5%BB/);
		expect(JSON.stringify(seen)).not.toContain(zofia.id);
		expect(download.headers.get('content-disposition')).toContain('praca.pdf');
	});

	test('whatever the first reader gave, the second is sent the same, to the byte', async () => {
		const school = await createOrganization(getDb(), 'Szkoła nr 1');
		const [anna, celina] = [await createPerson(getDb(), 'Anna'), await createPerson(getDb(), 'Celina')];
		await grantRole(getDb(), anna, 'teacher', school);
		await grantRole(getDb(), celina, 'coordinator', school);
		const group = await createGroupWith(getDb(), school, [zofia], markedCourse.slug);
		await addTeacher(getDb(), group, anna);
		await handInFile();
		const scopeOf = ({ id: readerId }: { id: string }): MarkingScope => ({
			...{ kind: 'group', groupId: group.id, courseSlug: markedCourse.slug, readerId }
		});
		const sent = async () =>
			JSON.stringify([
				await pageFor(scopeOf(celina)),
				await getQueue(getDb(), scopeOf(celina)),
				await getQueue(getDb(), scopeOf(celina), 'questions'),
				await listRecentlyMarked(getDb(), scopeOf(celina))
			]);
		const give = async (criteria: number[], comment: string, at: Date) => {
			const seen = (await pageFor(scopeOf(anna))).seen;
			const mark = { criteria, comment, seen };
			await saveMark(getDb(), scopeOf(anna), '192.0.2.1', { attemptId, position: FILE, mark }, markingAt(at));
		};
		await give([300, 100], 'Świetne', later);
		const afterPraise = await sent();
		await give([0, 0], 'Nic z tego', new Date(later.getTime() + 60_000));
		expect(await sent()).toBe(afterPraise);
		expect(afterPraise).not.toMatch(/Świetne|Anna/);
		expect(afterPraise).not.toContain(anna.id);
	});
});
