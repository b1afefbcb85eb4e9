import { loadLiveQuestion } from '#lib/live/server/live-question.ts';
import { getSession, moveSession, practiceQuizzes, startSession } from '#lib/live/server/sessions.ts';
import type { Db } from '#lib/server/db/db.ts';
import { addTeacher, createGroupWith, createOrganization, grantRole } from '../support/organizations.ts';
import { createPerson } from '../support/people.ts';
import type { ShownItem } from './answering.ts';
import { signInAs } from './app.ts';
import { answerByKeys, follow, tabTo } from './keys.ts';
import { expect, test } from './pages.ts';
import { course } from './world.ts';

test('Anna makes a group, its people with their cards and a course by keyboard alone', async ({ page, app }) => {
	const school = await createOrganization(app.db, 'Szkoła Podstawowa nr 2');
	const anna = await createPerson(app.db, 'Anna');
	await grantRole(app.db, anna, 'teacher', school);
	await signInAs(page, app, anna);

	await page.goto('/grupy');
	await tabTo(page, 'main a[href="/grupy/nowa"]');
	await follow(page, 'Enter');
	await tabTo(page, '#name');
	await page.keyboard.type('7b');
	await follow(page, 'Enter');
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('7b');
	const groupPath = new URL(page.url()).pathname;

	await page.goto(`${groupPath}/osoby`);
	await tabTo(page, `main a[href="${groupPath}/osoby/nowe"]`);
	await follow(page, 'Enter');
	await tabTo(page, '#nicknames');
	await page.keyboard.type('Zosia\nBartek');
	await tabTo(page, 'form[method=POST] button');
	await follow(page, 'Enter');
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Karty do rozdania');
	await expect(page.getByRole('img', { name: /Kod QR/ })).toHaveCount(2);

	await tabTo(page, `nav a[href="${groupPath}"]`);
	await follow(page, 'Enter');
	await tabTo(page, `main a[href="${groupPath}/kursy"]`);
	await follow(page, 'Enter');
	await tabTo(page, `li:has([value="${course.slug}"]) button`);
	await follow(page, 'Enter');
	await expect(page.getByText('Wszyscy są już na niego zapisani.')).toBeVisible();

	await page.goto(`${groupPath}/karty`);
	await tabTo(page, 'input[name=osoba]');
	await page.keyboard.press('Space');
	await tabTo(page, 'form:has([name=osoba]) button');
	await follow(page, 'Enter');
	await expect(page.getByRole('img', { name: /Kod QR/ })).toHaveCount(1);
});

test('Bartek answers a live quiz by keyboard alone, and goes on where he was when the question changes', async ({
	page,
	app
}) => {
	const { db } = app;
	const school = await createOrganization(db, 'Szkoła Podstawowa nr 2');
	const anna = await createPerson(db, 'Anna');
	const bartek = await createPerson(db, 'Bartek');
	await grantRole(db, anna, 'teacher', school);
	const { id } = await createGroupWith(db, school, [bartek], course.slug);
	await addTeacher(db, { id }, anna);
	const group = { id, organizationId: school.id };
	const actor = { id: anna.id, address: '127.0.0.1' };
	const quizSlug = practiceQuizzes(course)[0]?.slug ?? '';
	const sessionId = await startSession(db, actor, { group, course, quizSlug }, new Date());
	await signInAs(page, app, bartek);

	await page.goto('/na-zywo');
	await tabTo(page, `a[href="/na-zywo/${sessionId}"]`);
	await follow(page, 'Enter');
	const place = page.locator('[data-live-said]');
	await expect(place).toHaveText(/^Pytanie 1 z \d+$/);
	await answerByKeys(page, await firstQuestion(db, group, sessionId));
	await tabTo(page, 'main form button:not([type=button])');
	await follow(page, 'Enter');
	await expect(page.getByText('Odpowiedź zapisana')).toBeVisible();

	await tabTo(page, 'main form button:not([type=button])');
	await moveSession(db, actor, { group, sessionId, move: 'next', seenVersion: 1 }, new Date());
	await expect(place).toHaveText(/^Pytanie 2 z \d+$/);
	await page.keyboard.press('Tab');
	expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true);
});

async function firstQuestion(db: Db, group: { id: string }, sessionId: string): Promise<ShownItem> {
	const { questions } = await getSession(db, group.id, sessionId, new Date());
	const [question] = questions;
	if (!question) throw new Error('The live quiz has no question.');
	return { position: 0, content: await loadLiveQuestion(db, question), optionOrder: question.order };
}
