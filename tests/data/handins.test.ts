import { beforeEach, expect, test } from 'vitest';
import { getHandedFile, handIn, takeBack } from '#lib/handins/server/handed-files.ts';
import { handInFromForm } from '#lib/handins/server/hand-in-form.ts';
import { enroll } from '#lib/progress/server/enrollment.ts';
import { getAttemptForPerson, listItems, startAttempt } from '#lib/quizzes/server/attempts.ts';
import { submitAttempt } from '#lib/quizzes/server/grading.ts';
import { describeOnBothDatabases } from '../support/databases.ts';
import { markedCourse, markedQuiz, markingAt } from '../support/marked-quiz.ts';
import { createPerson } from '../support/people.ts';

const now = new Date('2026-11-23T10:00:00.000Z');
const FILE = 2;
const pdf = (length = 20) => Buffer.from(`%PDF-1.7\n${'x'.repeat(length)}\n%%EOF`);

describeOnBothDatabases('handed files', (getDb) => {
	let bartek: { id: string };
	let attemptId: string;

	beforeEach(async () => {
		bartek = await createPerson(getDb(), 'Bartek');
		await enroll(getDb(), bartek, markedCourse, now);
		({ id: attemptId } = await startAttempt(getDb(), {
			...{ personId: bartek.id, course: markedCourse, quiz: markedQuiz, now }
		}));
	});

	const hand = (content: Buffer, name = 'Mój plan.pdf', at = now) =>
		handIn(getDb(), {
			...{ attemptId, position: FILE, name, now: at },
			file: { type: 'pdf', mediaType: 'application/pdf', content }
		});
	const answer = async () => (await listItems(getDb(), attemptId))[FILE]?.value;
	const storedFiles = () => getDb().selectFrom('handedFile').selectAll().where('attemptId', '=', attemptId).execute();
	const submit = () => submitAttempt(getDb(), { personId: bartek.id, attemptId, ...markingAt(now) });

	function formWith(name: string, content: Buffer): FormData {
		const form = new FormData();
		form.set(`file-${FILE}`, new File([new Uint8Array(content)], name));
		return form;
	}

	test('a large file comes back byte for byte, and the one before it is gone', async () => {
		await hand(pdf(), 'stary.pdf');
		const large = pdf(700_000);
		await hand(large, '../../C:\\praca<b>\u202e.exe');
		const file = await getHandedFile(getDb(), attemptId, FILE);
		expect(Buffer.from(file.content).equals(large)).toBe(true);
		expect(file).toMatchObject({ id: await answer(), name: 'pracab.pdf', mediaType: 'application/pdf' });
		expect(await storedFiles()).toHaveLength(1);
		const parts = await getDb()
			.selectFrom('handedFilePart')
			.select('number')
			.where('handedFileId', '=', file.id)
			.execute();
		expect(parts).toHaveLength(4);
	});

	test('a file waits for a mark like any other work', async () => {
		await hand(pdf());
		expect(await submit()).toMatchObject({ state: 'submitted', score: null });
	});

	test('a file that was taken back is not there, and nobody need mark it', async () => {
		await hand(pdf());
		await takeBack(getDb(), { attemptId, position: FILE, now });
		expect(await storedFiles()).toEqual([]);
		await expect(getHandedFile(getDb(), attemptId, FILE)).rejects.toMatchObject({ status: 404 });
		expect(await submit()).toMatchObject({ state: 'graded' });
	});

	test('after the end nothing is taken and nothing is lost', async () => {
		await hand(pdf());
		const kept = await answer();
		await submit();
		await expect(hand(pdf(50))).rejects.toMatchObject({ status: 409 });
		await expect(takeBack(getDb(), { attemptId, position: FILE, now })).rejects.toMatchObject({ status: 409 });
		expect(await answer()).toBe(kept);
		expect(await storedFiles()).toMatchObject([{ id: kept }]);
		const late = { personId: bartek.id, attemptId, form: formWith('a.pdf', pdf()), now };
		expect(await handInFromForm(getDb(), late)).toMatchObject({ errors: [{ field: `q${FILE}` }] });
	});

	test('the thirty-first file of a day is refused before it is read, whether those before were taken or not', async () => {
		const send = (content: Buffer) =>
			handInFromForm(getDb(), { personId: bartek.id, attemptId, form: formWith('a.pdf', content), now });
		expect(await send(pdf())).toBeNull();
		for (let i = 1; i < 30; i++) expect(await send(Buffer.from('PK\x03\x04'))).not.toBeNull();
		await expect(send(Buffer.from('<html>'))).rejects.toMatchObject({ status: 429 });
		expect(await storedFiles()).toHaveLength(1);
	});

	test('a form hands in what the question takes and says in words what it does not', async () => {
		const send = (name: string, content: Buffer) =>
			handInFromForm(getDb(), { personId: bartek.id, attemptId, form: formWith(name, content), now });
		expect(await send('plan.pdf', Buffer.from('<html><script>'))).toMatchObject({
			errors: [{ field: `q${FILE}`, message: expect.stringContaining('Zapisz pracę jako PDF') as string }]
		});
		expect(await storedFiles()).toEqual([]);
		expect(await send('plan.txt', pdf())).toBeNull();
		expect(await storedFiles()).toMatchObject([{ name: 'plan.pdf' }]);
		const form = formWith('plan.pdf', pdf());
		const darek = await createPerson(getDb(), 'Darek');
		await expect(handInFromForm(getDb(), { personId: darek.id, attemptId, form, now })).rejects.toMatchObject({
			status: 404
		});
	});

	test('files go with their attempt', async () => {
		await hand(pdf());
		const { id } = await getAttemptForPerson(getDb(), bartek.id, attemptId);
		const [file] = await storedFiles();
		await getDb().deleteFrom('userAccount').where('id', '=', bartek.id).execute();
		const left = await getDb()
			.selectFrom('handedFilePart')
			.select('number')
			.where('handedFileId', '=', file?.id ?? '')
			.execute();
		expect([await storedFiles(), left, id]).toEqual([[], [], attemptId]);
	});
});
