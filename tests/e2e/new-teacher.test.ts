import { hashPassword } from '#lib/accounts/server/password-hash.ts';
import { createOrganization, grantRole } from '../support/organizations.ts';
import { createPerson } from '../support/people.ts';
import { expect, signInAs, test } from './app.ts';

const PASSWORD = 'zielony rower przy torach';
/** What the way to a class with cards may cost; a person needs two to four seconds for each. */
const MOST_CLICKS = 12;

test.use({ coursesDir: 'tests/courses' });

for (const javaScriptEnabled of [true, false]) {
	test(`a new teacher comes by the coordinator's link to a class of 30 with cards, ${javaScriptEnabled ? 'with' : 'without'} scripts`, async ({
		app,
		browser,
		baseURL
	}) => {
		const { db } = app;
		const school = await createOrganization(db, 'Szkoła Podstawowa nr 1');
		const celina = await createPerson(db, 'Celina');
		await grantRole(db, celina, 'coordinator', school);
		const passwordHash = await hashPassword(PASSWORD);
		await db.updateTable('userAccount').set({ passwordHash }).where('id', '=', celina.id).execute();
		const email = `ola-${String(javaScriptEnabled)}@szkola.example`;

		const office = await (await browser.newContext({ baseURL, javaScriptEnabled })).newPage();
		await signInAs(office, app, celina);
		await office.goto('/panel/zespol');
		const invitation = office.getByRole('region', { name: 'Zaproś osobę' });
		await invitation.getByLabel('Twoje hasło').fill(PASSWORD);
		await invitation.getByRole('button', { name: 'Zaproś' }).click();
		const link = await office.getByLabel('Odnośnik do przekazania').inputValue();

		const page = await (await browser.newContext({ baseURL, javaScriptEnabled })).newPage();
		let clicks = 0;
		const press = async (role: 'button' | 'link', name: string | RegExp) => {
			clicks++;
			await page.getByRole('main').getByRole(role, { name }).click();
		};
		await page.goto(new URL(link).pathname);
		await page.getByLabel('Imię i nazwisko').fill('Ola Nowacka');
		await page.getByLabel('Adres e-mail').fill(email);
		await page.getByLabel('Hasło').fill(PASSWORD);
		await press('button', 'Załóż konto i przyjmij zaproszenie');
		await press('link', /^Otwórz skrzynkę/);
		clicks++;
		await page.getByRole('article').filter({ hasText: email }).locator('a[href*="/potwierdzenie/"]').first().click();
		await page.getByLabel('Hasło').fill(PASSWORD);
		await press('button', 'Potwierdź adres i zaloguj się');
		await press('button', 'Przyjmij zaproszenie');

		await press('link', 'Utwórz pierwszą grupę');
		await page.getByLabel('Nazwa').fill('6a');
		clicks++;
		await page.getByLabel(/^Kurs/).selectOption({ index: 1 });
		await press('button', 'Utwórz grupę');
		await press('link', 'Dodaj uczniów');
		await press('button', 'Wylosuj pseudonimy');
		await press('button', /^Utwórz konta/);
		await expect(page.getByRole('status')).toContainText('Gotowe: 30');
		await expect(page.getByRole('img', { name: /Kod QR/ })).toHaveCount(30);
		expect(clicks).toBeLessThanOrEqual(MOST_CLICKS);

		await page.goto('/grupy');
		await page.getByRole('link', { name: '6a' }).click();
		clicks = 0;
		await press('link', 'Dodaj kurs');
		clicks++;
		await page
			.getByRole('button', { name: /^Daj grupie/ })
			.first()
			.click();
		await expect(page.getByRole('status')).toContainText('Wszyscy są już na niego zapisani.');
		expect(clicks).toBe(2);
	});
}
