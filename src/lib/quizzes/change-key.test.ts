import { expect, test } from 'vitest';
import { ChangeKeys } from './browser/change-keys.ts';
import type { KeyValueStorage } from './browser/waiting-answers.ts';
import { isEarlier } from './change-key.ts';

function storage(): KeyValueStorage {
	const kept = new Map<string, string>();
	return {
		getItem: (name) => kept.get(name) ?? null,
		setItem: (name, text) => void kept.set(name, text),
		removeItem: (name) => void kept.delete(name)
	};
}

test('keys of one browser rise over reloads and in all its tabs', () => {
	const shared = storage();
	const [tab, otherTab] = [new ChangeKeys(shared, 'test'), new ChangeKeys(shared, 'test')];
	const keys = [tab.next(), otherTab.next(), tab.next(), new ChangeKeys(shared, 'test').next()];
	for (const [at, key] of keys.slice(1).entries()) {
		expect(isEarlier(keys[at] ?? '', key)).toBe(true);
		expect(isEarlier(key, keys[at] ?? '')).toBe(false);
	}
});

test('keys of different browsers, and keys without a number, have no order', () => {
	const [one, other] = [new ChangeKeys(storage(), 'test').next(), new ChangeKeys(null, 'test').next()];
	expect([isEarlier(one, other), isEarlier(other, one), isEarlier('form-1', one), isEarlier(one, '')]).toEqual([
		false,
		false,
		false,
		false
	]);
});

test('a browser that keeps nothing, or only nonsense, still has an order on each page', () => {
	const broken: KeyValueStorage = {
		getItem: () => '{"writer":',
		setItem: () => {
			throw new Error('full');
		},
		removeItem: () => {}
	};
	const keys = new ChangeKeys(broken, 'test');
	expect(isEarlier(keys.next(), keys.next())).toBe(true);
});
