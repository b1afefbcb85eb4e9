import { expect, test } from 'vitest';
import { inTransaction } from '#lib/server/db/db.ts';
import { prepareQuery } from '#lib/server/db/prepare-query.ts';
import { describeOnBothDatabases } from '../support/databases.ts';
import { createPerson } from '../support/people.ts';

const selectNamed = prepareQuery((db, { id, name }: { id: string; name: string }) =>
	db
		.selectFrom('userAccount')
		.select(['id', 'displayName'])
		.where('id', '=', id)
		.where('kind', '=', 'email')
		.where('displayName', '=', name)
);

const insertReading = prepareQuery(
	(db, { person, lesson, readAt }: { person: string; lesson: string; readAt: string }) =>
		db
			.insertInto('lessonProgress')
			.values({ userAccountId: person, courseSlug: 'kurs', lessonSlug: lesson, readAt })
			.onConflict((conflict) => conflict.doNothing())
			.returning('lessonSlug')
);

describeOnBothDatabases('prepared queries', (getDb) => {
	test('a prepared query answers each call for its own values', async () => {
		const anna = await createPerson(getDb(), 'Anna');
		const bartek = await createPerson(getDb(), 'Bartek');
		for (const { id, displayName } of [anna, bartek, anna]) {
			expect(await selectNamed(getDb(), { id, name: displayName })).toEqual([{ id, displayName }]);
		}
		expect(await selectNamed(getDb(), { id: anna.id, name: 'Bartek' })).toEqual([]);
	});

	test('a prepared query belongs to the transaction it is given', async () => {
		const { id } = await createPerson(getDb(), 'Bartek');
		const write = { person: id, lesson: 'pierwsza', readAt: new Date().toISOString() };
		const undone = inTransaction(getDb(), async (trx) => {
			expect(await insertReading(trx, write)).toEqual([{ lessonSlug: 'pierwsza' }]);
			throw new Error('undo');
		});
		await expect(undone).rejects.toThrow('undo');

		expect(await insertReading(getDb(), write)).toHaveLength(1);
		expect(await insertReading(getDb(), write)).toEqual([]);
	});
});
