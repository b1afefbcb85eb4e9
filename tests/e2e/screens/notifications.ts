import { press, type Screen } from './screen.ts';

const LIST = '/(app)/powiadomienia';
const SETTINGS = '/(app)/powiadomienia/ustawienia';
const UNSUBSCRIBE = '/(public)/powiadomienia/wypisz/[token]';

/** What people are told, how they want to be told, and where they say no. */
export const notificationScreens: Screen[] = [
	{ name: 'notifications, none', route: LIST, path: '/powiadomienia', as: ({ newcomer }) => newcomer },
	{ name: 'notifications', route: LIST, path: '/powiadomienia', as: ({ notifications }) => notifications.reader },
	{
		name: 'notifications, the last page',
		route: LIST,
		path: '/powiadomienia?strona=2',
		as: ({ notifications }) => notifications.reader
	},
	{
		name: 'mail and calendar, saved',
		route: SETTINGS,
		path: '/powiadomienia/ustawienia?zapisano',
		as: ({ notifications }) => notifications.reader
	},
	{
		name: 'mail and calendar, refused',
		route: SETTINGS,
		path: '/powiadomienia/ustawienia',
		as: ({ newcomer }) => newcomer,
		then: async (page) => {
			const option = page.getByLabel('Zbliżający się termin').locator('option').first();
			await option.evaluate((element) => element.setAttribute('value', 'co godzinę'));
			await page.getByLabel('Zbliżający się termin').selectOption('co godzinę');
			await press('Zapisz')(page);
		},
		status: 400
	},
	{
		name: 'mail and calendar, without an address',
		route: SETTINGS,
		path: '/powiadomienia/ustawienia',
		as: ({ pupil }) => pupil
	},
	{
		name: 'mail and calendar, the new address',
		route: SETTINGS,
		path: '/powiadomienia/ustawienia',
		as: ({ newcomer }) => newcomer,
		then: press(/Włącz kalendarz|Weź nowy adres/)
	},
	{
		name: 'no more mail of a kind',
		route: UNSUBSCRIBE,
		path: ({ notifications }) => `/powiadomienia/wypisz/${notifications.unsubscribe}?rodzaj=terminy`
	},
	{
		name: 'no more mail, done',
		route: UNSUBSCRIBE,
		path: ({ notifications }) => `/powiadomienia/wypisz/${notifications.unsubscribe}?wypisano`
	},
	{
		name: 'no more mail, wrong link',
		route: UNSUBSCRIBE,
		path: '/powiadomienia/wypisz/nie.ma',
		status: 404
	}
];
