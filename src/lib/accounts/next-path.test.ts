import { expect, test } from 'vitest';
import { safeNextPath } from './next-path.ts';

test.each(['/kursy', '/kursy/spoldzielnia/test?x=1', '/podejscia/1#pytanie-2'])('%s is a path of ours', (path) => {
	expect(safeNextPath(path)).toBe(path);
});

test.each([
	null,
	'',
	'kursy',
	'//evil.example',
	'/\\evil.example',
	'\\\\evil.example',
	'/kursy\\..\\evil',
	'https://evil.example/',
	'javascript:alert(1)',
	'/\t/evil.example',
	'/\n/evil.example',
	'/./\u0000/x',
	'/.//evil.example',
	'/logowanie?dalej=/logowanie',
	'/wylogowanie',
	'/' + 'a'.repeat(600)
])('%j leads to the start page instead', (path) => {
	expect(safeNextPath(path)).toBe('/moje');
});
