import { addTeacher, createGroupWith, createOrganization, grantRole } from '../support/organizations.ts';
import { createPerson } from '../support/people.ts';
import { expect, signInAs, test } from './app.ts';

/** As a school's register exports it: a title above, Windows-1250, semicolons, and more than anyone should hand over. */
const LIST = [
	'Szkoła Podstawowa nr 1;;;;',
	'Lp.;Nazwisko;Imię;PESEL;Telefon rodzica',
	'1;Źdźbło;Łukasz;14251212345;600 100 200',
	'2;Śliwińska;Żaneta;14311298765;600 100 201',
	'3;Gęś;Stanisław;14271254321;'
].join('\r\n');

function inWindows1250(text: string): Buffer {
	const decoder = new TextDecoder('windows-1250');
	const bytes = new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]));
	return Buffer.from(Array.from(text, (sign) => bytes.get(sign) ?? 0x3f));
}

for (const javaScriptEnabled of [true, false]) {
	test.describe(javaScriptEnabled ? 'with scripts' : 'with JavaScript off', () => {
		test.use({ javaScriptEnabled });

		test('Anna reads in the list from the register, and takes it back', async ({ page, app }) => {
			const school = await createOrganization(app.db, 'Szkoła Podstawowa nr 1');
			const group = await createGroupWith(app.db, school, [], 'spoldzielnia-uczniowska');
			const anna = await createPerson(app.db, 'Anna');
			await grantRole(app.db, anna, 'teacher', school);
			await addTeacher(app.db, group, anna);
			await signInAs(page, app, anna);

			await page.goto(`/grupy/${group.id}/import`);
			const file = { name: 'Klasa 7b.csv', mimeType: 'text/csv', buffer: inWindows1250(LIST) };
			await page.getByLabel('Plik z listą osób').setInputFiles(file);
			await page.getByRole('button', { name: 'Pokaż podgląd' }).click();
			await expect(page.getByRole('heading', { level: 1 })).toHaveText('Podgląd listy');
			await expect(page.getByRole('rowheader')).toHaveText(['Łukasz Źdźbło', 'Żaneta Śliwińska', 'Stanisław Gęś']);
			await expect(page.getByText('Tych kolumn nie czytamy')).toContainText('PESEL, Telefon rodzica');
			await expect(page.getByText('600 100 200')).toHaveCount(0);

			await page.getByRole('link', { name: 'Zmień znaczenie kolumn' }).click();
			await page.getByLabel('Nazwisko').selectOption('nazwisko, tylko pierwsza litera');
			await page.getByRole('button', { name: 'Pokaż podgląd' }).click();
			await expect(page.getByRole('rowheader')).toHaveText(['Łukasz Ź.', 'Żaneta Ś.', 'Stanisław G.']);

			await page.getByRole('button', { name: 'Wczytaj listę' }).click();
			await expect(page.getByText('Lista wczytana')).toBeVisible();
			await expect(page.getByRole('link', { name: 'Wydrukuj karty do logowania' })).toBeVisible();

			await page.getByRole('button', { name: 'Cofnij wczytanie listy' }).click();
			await expect(page.getByText('Lista została cofnięta')).toBeVisible();
			const left = await app.db
				.selectFrom('membership')
				.select('userAccountId')
				.where('learnerGroupId', '=', group.id)
				.where('kind', '=', 'learner')
				.execute();
			expect(left).toEqual([]);
		});
	});
}
