import type { Page } from '@playwright/test';
import { lessonPath } from '#lib/courses/course.ts';
import { course, lesson, testLesson, type World } from '../world.ts';
import { answerFirst, openAll, press, type Screen } from './screen.ts';

const lessonAddress = lessonPath(course, lesson);
const testAddress = lessonPath(course, testLesson);
const LESSON = '/(public)/kursy/[course]/[module]/[lesson]';
const ATTEMPT = '/(app)/podejscia/[attemptId]';

const saveAnswer = (status: number) => async (page: Page) => {
	await page.route('**/api/podejscia/**', (route) => route.fulfill({ status, json: { message: 'Nie teraz.' } }));
	await answerFirst(page);
};

/** What a signed-in learner sees. */
export const learnerScreens: Screen[] = [
	{ name: 'my learning, empty', route: '/(app)/moje', path: '/moje', as: ({ newcomer }) => newcomer },
	{ name: 'my learning', route: '/(app)/moje', path: '/moje', as: ({ learner }) => learner, then: openAll },
	...(['valid', 'expired', 'revoked'] as const).map((state) => ({
		name: `my learning, completed, certificate ${state}`,
		route: '/(app)/moje',
		path: '/moje',
		as: ({ certificates }: World) => certificates[state].person
	})),
	{
		name: 'course, to enrol on',
		route: '/(public)/kursy/[course]',
		path: `/kursy/${course.slug}`,
		as: ({ newcomer }) => newcomer
	},
	{
		name: 'course, in the middle',
		route: '/(public)/kursy/[course]',
		path: `/kursy/${course.slug}`,
		as: ({ learner }) => learner,
		then: openAll
	},
	{ name: 'lesson, not on the course', route: LESSON, path: lessonAddress, as: ({ newcomer }) => newcomer },
	{ name: 'lesson, read, quiz ended', route: LESSON, path: lessonAddress, as: ({ learner }) => learner },
	{
		name: 'lesson, quiz begun',
		route: LESSON,
		path: lessonPath(course, course.lessons[3] ?? lesson),
		as: ({ learner }) => learner
	},
	{
		name: 'lesson, course completed',
		route: LESSON,
		path: lessonAddress,
		as: ({ certificates }) => certificates.valid.person
	},
	{ name: 'test lesson, to begin', route: LESSON, path: testAddress, as: ({ learner }) => learner },
	{ name: 'test lesson, begun', route: LESSON, path: testAddress, as: ({ attempts }) => attempts.open.person },
	{ name: 'test lesson, tried', route: LESSON, path: testAddress, as: ({ attempts }) => attempts.failed.person },
	{
		name: 'attempt',
		route: ATTEMPT,
		path: ({ attempts }) => `/podejscia/${attempts.open.id}`,
		as: ({ attempts }) => attempts.open.person
	},
	{
		name: 'attempt, not saved',
		route: ATTEMPT,
		path: ({ attempts }) => `/podejscia/${attempts.open.id}`,
		as: ({ attempts }) => attempts.open.person,
		then: async (page) => {
			await saveAnswer(503)(page);
			await page.getByRole('button', { name: 'Zakończ i sprawdź' }).click();
			await page.locator('[data-unsaved]').waitFor();
		}
	},
	{
		name: 'attempt, signed out meanwhile',
		route: ATTEMPT,
		path: ({ attempts }) => `/podejscia/${attempts.open.id}`,
		as: ({ attempts }) => attempts.open.person,
		then: async (page) => {
			await saveAnswer(401)(page);
			await page.locator('[data-sign-in-needed]').waitFor();
		}
	},
	{
		name: 'attempt, about to end',
		route: ATTEMPT,
		path: ({ attempts }) => `/podejscia/${attempts.open.id}?krok=koniec`,
		as: ({ attempts }) => attempts.open.person
	},
	...(['failed', 'late'] as const).map((outcome) => ({
		name: `result, ${outcome}`,
		route: ATTEMPT,
		path: ({ attempts }: World) => `/podejscia/${attempts[outcome].id}`,
		as: ({ attempts }: World) => attempts[outcome].person
	})),
	{
		name: 'result, passed',
		route: ATTEMPT,
		path: ({ certificates }) => `/podejscia/${certificates.valid.attemptId}`,
		as: ({ certificates }) => certificates.valid.person
	},
	{
		name: 'attempt of somebody else',
		route: ATTEMPT,
		path: ({ attempts }) => `/podejscia/${attempts.open.id}`,
		as: ({ newcomer }) => newcomer,
		status: 404
	},
	{ name: 'my account', route: '/(app)/konto', path: '/konto?nazwa', as: ({ learner }) => learner },
	{
		name: 'my account, refused',
		route: '/(app)/konto',
		path: '/konto',
		as: ({ learner }) => learner,
		then: async (page) => {
			await page.getByLabel('Imię i nazwisko').fill('');
			await press('Zapisz nazwę')(page);
		},
		status: 400
	},
	{
		name: 'my data',
		route: '/(app)/konto/moje-dane',
		path: '/konto/moje-dane',
		as: ({ certificates }) => certificates.valid.person,
		then: openAll
	},
	{
		name: 'my data, little of it',
		route: '/(app)/konto/moje-dane',
		path: '/konto/moje-dane',
		as: ({ newcomer }) => newcomer
	},
	{ name: 'erase my account', route: '/(app)/konto/usun', path: '/konto/usun', as: ({ celina }) => celina },
	{
		name: 'erase my account, the last administrator',
		route: '/(app)/konto/usun',
		path: '/konto/usun',
		as: ({ admin }) => admin
	},
	{
		name: 'erase my account, refused',
		route: '/(app)/konto/usun',
		path: '/konto/usun',
		as: ({ certificates }) => certificates.valid.person,
		then: press('Usuń konto na zawsze'),
		status: 400
	},
	{ name: 'change password', route: '/(app)/konto/haslo', path: '/konto/haslo', as: ({ learner }) => learner },
	{
		name: 'change password, refused',
		route: '/(app)/konto/haslo',
		path: '/konto/haslo',
		as: ({ learner }) => learner,
		then: press('Zapisz hasło'),
		status: 400
	},
	{ name: 'first own password', route: '/(app)/konto/haslo', path: '/konto/haslo', as: ({ newPupil }) => newPupil },
	{
		name: 'second factor, off',
		route: '/(app)/konto/drugi-skladnik',
		path: '/konto/drugi-skladnik',
		as: ({ learner }) => learner
	},
	{
		name: 'second factor, refused',
		route: '/(app)/konto/drugi-skladnik',
		path: '/konto/drugi-skladnik',
		as: ({ learner }) => learner,
		then: press('Włącz drugi składnik'),
		status: 400
	},
	{
		name: 'second factor, on',
		route: '/(app)/konto/drugi-skladnik',
		path: '/konto/drugi-skladnik',
		as: ({ phoneOwner }) => phoneOwner
	}
];
