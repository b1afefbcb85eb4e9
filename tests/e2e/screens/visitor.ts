import type { Page } from '@playwright/test';
import { lessonPath } from '#lib/courses/course.ts';
import { course, lesson, testLesson, type World } from '../world.ts';
import { answerFirst, openAll, press, send, type Screen } from './screen.ts';

const lessonAddress = lessonPath(course, lesson);
const testAddress = lessonPath(course, testLesson);
const LESSON = '/(public)/kursy/[course]/[module]/[lesson]';
const CERTIFICATE = '/(public)/zaswiadczenia/[code]';

const pdf = (content: string) => ({ name: 'dyplom.pdf', mimeType: 'application/pdf', buffer: Buffer.from(content) });

async function checkFile(page: Page, content: Buffer | string) {
	const file = typeof content === 'string' ? pdf(content) : { ...pdf(''), buffer: content };
	await page.locator('input[type=file]').setInputFiles(file);
	await press('Sprawdź plik')(page);
}

async function ownFile(page: Page): Promise<Buffer> {
	return (await page.request.get(`${page.url()}/pdf`)).body();
}

/** What anyone sees. */
export const visitorScreens: Screen[] = [
	{ name: 'start', route: '/(public)', path: '/' },
	{ name: 'courses', route: '/(public)/kursy', path: '/kursy' },
	{ name: 'courses for schools', route: '/(public)/kursy', path: '/kursy?dla=szkola' },
	{ name: 'courses, filtered', route: '/(public)/kursy', path: '/kursy?dla=szkola&jezyk=uk', then: openAll },
	{ name: 'courses, none found', route: '/(public)/kursy', path: '/kursy?dla=szkola&poziom=zaawansowany' },
	{ name: 'search', route: '/(public)/szukaj', path: '/szukaj' },
	{ name: 'search, found', route: '/(public)/szukaj', path: '/szukaj?q=spoldzielniami+uczniowskimi' },
	{ name: 'search, next page', route: '/(public)/szukaj', path: '/szukaj?q=praca&strona=2' },
	{ name: 'search, another language', route: '/(public)/szukaj', path: '/szukaj?q=кооператив' },
	{ name: 'search, typing error', route: '/(public)/szukaj', path: '/szukaj?q=spuldzielnia' },
	{ name: 'search, some of the words', route: '/(public)/szukaj', path: '/szukaj?q=walne+zgrmadzenie+xyzzy' },
	{ name: 'search, nothing found', route: '/(public)/szukaj', path: `/szukaj?q=${'x'.repeat(200)}` },
	{ name: 'search, no word', route: '/(public)/szukaj', path: '/szukaj?q=i' },
	{ name: 'course', route: '/(public)/kursy/[course]', path: `/kursy/${course.slug}`, then: openAll },
	{ name: 'lesson', route: LESSON, path: lessonAddress, then: openAll },
	...course.lessons
		.filter(({ slug }) => slug !== lesson.slug && slug !== testLesson.slug)
		.map((each) => ({ name: `lesson ${each.number}`, route: LESSON, path: lessonPath(course, each) })),
	{
		name: 'lesson with a chart and steps',
		route: LESSON,
		path: '/kursy/wspolpraca-jst-z-pes/razem-na-dluzej/efekty-i-rada',
		then: openAll
	},
	{
		name: 'lesson with a timeline and a comparison',
		route: LESSON,
		path: '/kursy/wspolpraca-jst-z-pes/program-i-dotacja/otwarty-konkurs-ofert',
		then: openAll
	},
	{ name: 'lesson in Ukrainian', route: LESSON, path: `${lessonAddress}?wariant=uk`, then: openAll },
	{ name: 'lesson, variant missing', route: LESSON, path: `${lessonAddress}?wariant=en` },
	{ name: 'practice, no answer given', route: LESSON, path: lessonAddress, then: press(/^Sprawdź/), status: 400 },
	{
		name: 'practice, answered',
		route: LESSON,
		path: lessonAddress,
		then: async (page) => {
			await answerFirst(page);
			const form = page.locator('form:has(fieldset[data-type=single])');
			await send(page, form.getByRole('button', { name: /^Sprawdź/ }));
		}
	},
	{ name: 'test lesson', route: LESSON, path: testAddress },
	{ name: 'glossary', route: '/(public)/slownik', path: '/slownik' },
	{ name: 'glossary, found', route: '/(public)/slownik', path: '/slownik?szukaj=spoldzielni' },
	{ name: 'glossary, nothing found', route: '/(public)/slownik', path: '/slownik?szukaj=hipopotam' },
	{ name: 'sign-in', route: '/(public)/logowanie', path: '/logowanie?dalej=%2Fmoje' },
	{ name: 'sign-in, signed out', route: '/(public)/logowanie', path: '/logowanie?wylogowano' },
	{
		name: 'sign-in, refused',
		route: '/(public)/logowanie',
		path: '/logowanie',
		then: press('Zaloguj się'),
		status: 400
	},
	{
		name: 'sign-in code',
		route: '/(public)/logowanie/kod',
		path: '/logowanie/kod',
		as: ({ phoneOwner }) => phoneOwner,
		isHalfSignedIn: true
	},
	{
		name: 'sign-in code, refused',
		route: '/(public)/logowanie/kod',
		path: '/logowanie/kod',
		as: ({ phoneOwner }) => phoneOwner,
		isHalfSignedIn: true,
		then: press('Zaloguj się'),
		status: 400
	},
	{ name: 'sign-out', route: '/(public)/wylogowanie', path: '/wylogowanie' },
	{ name: 'registration', route: '/(public)/rejestracja', path: '/rejestracja' },
	{ name: 'registration, old enough', route: '/(public)/rejestracja', path: '/rejestracja?wiek=16' },
	{ name: 'registration, sent', route: '/(public)/rejestracja', path: '/rejestracja?wyslano' },
	{
		name: 'registration, refused',
		route: '/(public)/rejestracja',
		path: '/rejestracja?wiek=16',
		then: press('Załóż konto'),
		status: 400
	},
	{ name: 'lost password', route: '/(public)/haslo', path: '/haslo' },
	{ name: 'lost password, sent', route: '/(public)/haslo', path: '/haslo?wyslano' },
	{ name: 'lost password, refused', route: '/(public)/haslo', path: '/haslo', then: press('Wyślij'), status: 400 },
	{ name: 'new password', route: '/(public)/haslo/[token]', path: ({ tokens }) => `/haslo/${tokens.reset}` },
	{
		name: 'new password, refused',
		route: '/(public)/haslo/[token]',
		path: ({ tokens }) => `/haslo/${tokens.reset}`,
		then: press('Ustaw hasło'),
		status: 400
	},
	{ name: 'new password, dead link', route: '/(public)/haslo/[token]', path: '/haslo/nieznany', status: 404 },
	{ name: 'confirmation again', route: '/(public)/potwierdzenie', path: '/potwierdzenie' },
	{
		name: 'confirmation again, refused',
		route: '/(public)/potwierdzenie',
		path: '/potwierdzenie',
		then: press('Wyślij'),
		status: 400
	},
	{
		name: 'confirmation',
		route: '/(public)/potwierdzenie/[token]',
		path: ({ tokens }) => `/potwierdzenie/${tokens.confirm}`
	},
	{
		name: 'confirmation, refused',
		route: '/(public)/potwierdzenie/[token]',
		path: ({ tokens }) => `/potwierdzenie/${tokens.confirm}`,
		then: press('Potwierdź'),
		status: 400
	},
	{
		name: 'first administrator',
		route: '/(public)/pierwszy-administrator/[token]',
		path: ({ tokens }) => `/pierwszy-administrator/${tokens.administrator}`
	},
	{
		name: 'first administrator, refused',
		route: '/(public)/pierwszy-administrator/[token]',
		path: ({ tokens }) => `/pierwszy-administrator/${tokens.administrator}`,
		then: press('Załóż konto'),
		status: 400
	},
	{ name: 'certificate check', route: '/(public)/zaswiadczenia', path: '/zaswiadczenia' },
	{
		name: 'certificate check, refused',
		route: '/(public)/zaswiadczenia',
		path: '/zaswiadczenia',
		then: press('Sprawdź'),
		status: 400
	},
	...(['valid', 'expired', 'revoked', 'replaced'] as const).map((state) => ({
		name: `certificate, ${state}`,
		route: CERTIFICATE,
		path: ({ certificates }: World) => `/zaswiadczenia/${certificates[state].code}`
	})),
	{
		name: 'certificate, file genuine',
		route: CERTIFICATE,
		path: ({ certificates }) => `/zaswiadczenia/${certificates.valid.code}`,
		then: async (page) => checkFile(page, await ownFile(page))
	},
	{
		name: 'certificate, file changed',
		route: CERTIFICATE,
		path: ({ certificates }) => `/zaswiadczenia/${certificates.valid.code}`,
		then: async (page) => checkFile(page, Buffer.concat([await ownFile(page), Buffer.from('x')]))
	},
	{
		name: 'certificate, file of somebody else',
		route: CERTIFICATE,
		path: ({ certificates }) => `/zaswiadczenia/${certificates.valid.code}`,
		then: (page) => checkFile(page, '%PDF-1.7 inny')
	},
	{
		name: 'certificate, no file',
		route: CERTIFICATE,
		path: ({ certificates }) => `/zaswiadczenia/${certificates.valid.code}`,
		then: press('Sprawdź plik'),
		status: 400
	},
	{ name: 'certificate, unknown', route: CERTIFICATE, path: '/zaswiadczenia/nie-ma-takiego', status: 404 },
	{ name: 'course, unknown', route: '/(public)/kursy/[course]', path: '/kursy/nie-ma', status: 404 },
	{ name: 'lesson, unknown', route: LESSON, path: `/kursy/${course.slug}/nie/ma`, status: 404 },
	{ name: 'nothing there', route: null, path: '/nie-ma-takiej-strony', status: 404 },
	{ name: 'account erased', route: '/(public)/konto-usuniete', path: '/konto-usuniete' },
	{ name: 'privacy', route: '/(public)/prywatnosc', path: '/prywatnosc' },
	{ name: 'accessibility statement', route: '/(public)/deklaracja-dostepnosci', path: '/deklaracja-dostepnosci' },
	{ name: 'contact', route: '/(public)/kontakt', path: '/kontakt' },
	{ name: 'without the internet', route: '/(public)/bez-internetu', path: '/bez-internetu' },
	{ name: 'mailbox', route: '/(public)/skrzynka', path: '/skrzynka' }
];
