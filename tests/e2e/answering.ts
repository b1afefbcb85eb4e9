import type { Locator, Page } from '@playwright/test';
import type { Course } from '#lib/courses/course.ts';
import { fieldsOf } from '#lib/quizzes/question-view.ts';
import { findLatestAttempt, listItems, seedOfPractice, type AttemptItem } from '#lib/quizzes/server/attempts.ts';
import { drawQuestions } from '#lib/quizzes/server/draw.ts';
import { rightAnswer } from '#lib/quizzes/right-answer.ts';
import type { Quiz } from '#lib/quizzes/quiz.ts';
import type { Db } from '#lib/server/db/db.ts';

export type ShownItem = Pick<AttemptItem, 'position' | 'content' | 'optionOrder'>;

/** The questions of an attempt, keys included: only the database has them. */
export const itemsOf = (db: Db, attemptId: string): Promise<ShownItem[]> => listItems(db, attemptId);

/** The questions of a lesson's quiz in the order this person sees them. */
export async function practiceItemsOf(db: Db, personId: string, course: Course, quiz: Quiz): Promise<ShownItem[]> {
	const latest = await findLatestAttempt(db, { personId, course, quiz });
	if (latest) return listItems(db, latest.id);
	const drawn = drawQuestions(quiz, seedOfPractice({ personId, course, quiz }, 1));
	return drawn.map(({ content, optionOrder }, position) => ({ position, content, optionOrder }));
}

/** Fills in the right answer with what is on the page: radio buttons, lists, text fields. */
export async function answerRight(page: Page, { position, content, optionOrder }: ShownItem): Promise<void> {
	const question = page.locator(`fieldset[data-question="${position}"]`);
	const fields = fieldsOf(content, optionOrder, position, rightAnswer(content));
	if (content.type === 'ordering' && (await question.locator('button').count()) > 0) {
		const wanted = Object.entries(fields).sort(([, a], [, b]) => Number(a) - Number(b));
		return moveIntoOrder(
			question,
			wanted.map(([name]) => name.split('-').at(-1) as string)
		);
	}
	for (const [name, value] of Object.entries(fields)) {
		const field = question.locator(`[name="${name}"]`);
		const kind = await field.first().evaluate((element) => (element as HTMLInputElement).type);
		if (kind === 'radio') await question.locator(`[name="${name}"][value="${value}"]`).check();
		else if (kind === 'checkbox') await field.check();
		else if (kind.startsWith('select')) await field.selectOption(value);
		else await field.fill(value);
	}
}

/** Moves rows up, one after the other, until each stands in its place. */
async function moveIntoOrder(question: Locator, wanted: string[]) {
	for (const [place, item] of wanted.entries()) {
		const rows = question.locator('[data-item]');
		const order = await rows.evaluateAll((all) => all.map((row) => (row as HTMLElement).dataset.item));
		const up = question.locator(`[data-item="${item}"]`).getByRole('button', { name: /wyżej|w górę/i });
		for (let at = order.indexOf(item); at > place; at--) await up.click();
	}
}
