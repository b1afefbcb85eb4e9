import type { Page } from '@playwright/test';
import { openAll, press, send, type Screen } from './screen.ts';
import { course } from '../world.ts';

const route = '/(app)/autor/[course]/wymiana';
const path = `/autor/${course.slug}/wymiana`;

const FILE = `::Głosy:: Ile głosów ma członek, który wniósł trzy udziały? {=Jeden#Tak. ~Trzy ~%50%Dwa ####Jeden członek, jeden głos.}

::Organ:: Kto uchwala statut? {=walne* =%50%zarząd}

::Pary:: Połącz. {=udział -> wkład =nadwyżka -> zysk =statut -> zasady}

Opis bez pytania, z bardzo długim słowem: ${'konstantynopolitańczykowianeczka'.repeat(3)}
`;

const upload = (text: string) => async (page: Page) => {
	await page
		.getByLabel('Plik z pytaniami')
		.setInputFiles({ name: 'pytania.txt', mimeType: 'text/plain', buffer: Buffer.from(text) });
	await send(page, page.getByRole('button', { name: 'Pokaż podgląd' }));
	await openAll(page);
};

/** Questions in from other systems, and out to them. */
export const exchangeScreens: Screen[] = [
	{
		name: 'exchange, refused',
		route,
		path,
		as: ({ exchange }) => exchange.author,
		then: press('Pokaż podgląd'),
		status: 400
	},
	{ name: 'exchange, preview', route, path, as: ({ exchange }) => exchange.author, then: upload(FILE) },
	{
		name: 'exchange, what is lost',
		route,
		path: `${path}?zbior=${course.lessons.find(({ quiz }) => quiz)!.slug}&format=gift`,
		as: ({ exchange }) => exchange.author
	}
];
