import { expect, test } from 'vitest';
import { printTest } from '#lib/print-forms/server/print-test.ts';
import { describeOnBothDatabases } from '../support/databases.ts';
import { smallCourse, testQuiz } from '../support/quizzes.ts';

describeOnBothDatabases('forms for print', (getDb) => {
	const print = () => printTest(getDb(), smallCourse, testQuiz, { count: 2, code: { seed: 'k7m2xq' } });

	test('the same code makes the same forms, but only here: which order is right does not follow from the code', async () => {
		const { code, forms } = await print();
		expect(code).toMatch(/^k7m2xq-/);
		expect((await print()).forms).toEqual(forms);
		await getDb().deleteFrom('instanceSetting').where('name', '=', 'print_forms_key').execute();
		const elsewhere = await print();
		expect(elsewhere.code).toBe(code);
		expect(elsewhere.forms).not.toEqual(forms);
	});
});
