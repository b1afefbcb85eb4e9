import { uneval } from 'devalue';
import { expect, test } from 'vitest';
import { unsent } from './unsent.ts';

test('what is kept back is there for rendering and for nobody who writes the data out', () => {
	const data = { title: 'Lekcja', view: unsent({ key: 'B' }) };
	expect(data.view.value).toEqual({ key: 'B' });
	expect({ ...data }.view.value).toEqual({ key: 'B' });
	expect(JSON.stringify(data)).toBe('{"title":"Lekcja","view":{}}');
	expect(uneval(data)).toBe('{title:"Lekcja",view:{}}');
});
