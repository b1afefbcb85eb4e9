import { addTeacher, createGroupWith, createOrganization, grantRole } from '../support/organizations.ts';
import { createPerson } from '../support/people.ts';
import { expect, signInAs, test } from './app.ts';

const PASSWORD = 'zielony rower przy torach';

test.use({ coursesDir: 'tests/courses' });

for (const javaScriptEnabled of [true, false]) {
	test(`from the projector to a phone and back to a new card, ${javaScriptEnabled ? 'with' : 'without'} scripts`, async ({
		app,
		browser,
		baseURL
	}) => {
		const { db } = app;
		const school = await createOrganization(db, 'Szkoła Podstawowa nr 1');
		const anna = await createPerson(db, 'Anna');
		await grantRole(db, anna, 'teacher', school);
		const group = await createGroupWith(db, school, [], 'dobry-kurs');
		await addTeacher(db, group, anna);

		const classroom = await (await browser.newContext({ baseURL, javaScriptEnabled })).newPage();
		await signInAs(classroom, app, anna);
		await classroom.goto(`/grupy/${group.id}/dolaczanie`);
		await classroom.getByRole('button', { name: /^Otwórz/ }).click();
		await classroom.getByRole('link', { name: 'Pokaż na rzutniku' }).click();
		await expect(classroom.getByRole('status')).toHaveText(/^0\s/);
		const code = (await classroom.getByText(/^[A-Z2-9]{5}-[A-Z2-9]{5}$/).textContent()) ?? '';

		const phone = await (await browser.newContext({ baseURL, javaScriptEnabled })).newPage();
		await phone.goto('/dolacz');
		await phone.getByLabel('Kod klasy').fill(code.toLowerCase());
		await phone.getByRole('button', { name: 'Dalej' }).click();
		await phone.getByLabel('Twój pseudonim').fill('Szybki Lis');
		await phone.getByLabel('Wymyśl hasło').fill(PASSWORD);
		await phone.getByRole('button', { name: 'Zakładam konto' }).click();
		await expect(phone.getByRole('heading', { level: 1 })).toHaveText('Cześć, Szybki Lis!');
		const signInName = (await phone.getByText(/^szybki\d+$/).textContent()) ?? '';
		await phone.getByRole('link', { name: 'Zaczynam naukę' }).click();
		await expect(phone).toHaveURL(/\/moje$/);

		if (!javaScriptEnabled) await classroom.getByRole('link', { name: 'Odśwież liczbę' }).click();
		await expect(classroom.getByRole('status')).toHaveText(/^1\s/, { timeout: 15_000 });

		await classroom.goto(`/grupy/${group.id}/osoby`);
		await classroom.getByRole('link', { name: 'Szybki Lis' }).click();
		await classroom.getByRole('button', { name: 'Daj nową kartę' }).click();
		await expect(classroom.getByRole('img', { name: /Kod QR/ })).toBeVisible();
		const words = (await classroom.getByText(/^(?:\p{Ll}{3,9} ){3}\p{Ll}{3,9}$/u).textContent()) ?? '';

		await phone.goto('/moje');
		await expect(phone).toHaveURL(/\/logowanie/);
		await phone.goto(`/logowanie/karta?nazwa=${signInName}&slowa=${encodeURIComponent(words)}`);
		await phone.getByRole('button', { name: 'To ja, wchodzę' }).click();
		await expect(phone.getByRole('heading', { level: 1 })).toHaveText('Wymyśl swoje hasło');
		await phone.getByLabel('Nowe hasło').fill(`${PASSWORD} znowu`);
		await phone.getByRole('button', { name: 'Zapisz hasło' }).click();
		await expect(phone).toHaveURL(/\/moje$/);
	});
}
