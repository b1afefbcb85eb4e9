import { expect, test } from 'vitest';
import { attributesOf, cookieOf, readingSettings, settingsOfForm } from './reading-settings.ts';

const usual = { textSize: 'zwykly', spacing: 'zwykle', hasKeys: true };

test('settings come back from the cookie as they were', () => {
	const chosen = { textSize: 'duzy', spacing: 'szerokie', hasKeys: false } as const;
	expect(readingSettings(cookieOf(chosen))).toEqual(chosen);
	expect(readingSettings(cookieOf(readingSettings(undefined)))).toEqual(usual);
});

test('a cookie that was tampered with counts as the usual', () => {
	expect(readingSettings('"><script>.toString.__proto__')).toEqual(usual);
	expect(attributesOf(readingSettings('constructor.valueOf'))).toEqual({});
});

test('a form says what is ticked; a box left empty switches the keys off', () => {
	const form = new FormData();
	form.set('textSize', 'najwiekszy');
	form.set('spacing', 'nieznane');
	expect(settingsOfForm(form)).toEqual({ textSize: 'najwiekszy', spacing: 'zwykle', hasKeys: false });
	form.set('keys', 'on');
	expect(settingsOfForm(form).hasKeys).toBe(true);
});

test('only what differs from the usual is written on the page', () => {
	expect(attributesOf(readingSettings(undefined))).toEqual({});
	expect(attributesOf(readingSettings('duzy.szerokie'))).toEqual({
		'data-text-size': 'duzy',
		'data-spacing': 'szerokie'
	});
});
