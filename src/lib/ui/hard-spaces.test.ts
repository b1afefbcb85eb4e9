import { expect, test } from 'vitest';
import { hardSpaces, setHardSpaces } from './hard-spaces.ts';

const build = async (content: string) => (await hardSpaces.markup!({ content, filename: 'Strona.svelte' }))?.code;

test('a one-letter word stays with the next one', () => {
	expect(setHardSpaces('Podasz też kod z aplikacji i hasło. A potem w domu')).toBe(
		'Podasz też kod z\u00a0aplikacji i\u00a0hasło. A\u00a0potem w\u00a0domu'
	);
	expect(setHardSpaces('szkoła i\n\t\turząd, a i tak „o nas” (w PDF)')).toBe(
		'szkoła i\u00a0urząd, a\u00a0i\u00a0tak „o\u00a0nas” (w\u00a0PDF)'
	);
	expect(setHardSpaces('kod pocztowy i ')).toBe('kod pocztowy i ');
});

test('text is set wherever a component shows it, and nothing else is touched', async () => {
	const page = [
		'<script lang="ts">\n\tconst text = "a i b";\n</script>',
		'<p title="u nas w szkole">razem z nami</p>',
		'{#if text}<b>w tym</b>{:else}<i>o tym</i>{/if}',
		'{#each [1] as item (item)}<Card>z tego</Card>{/each}',
		'<pre>a w code</pre>',
		'<style>\n\tp { margin: 0 a b; }\n</style>'
	].join('\n');
	expect(await build(page)).toBe(
		page
			.replace('razem z nami', 'razem z\u00a0nami')
			.replace('w tym', 'w\u00a0tym')
			.replace('o tym', 'o\u00a0tym')
			.replace('z tego', 'z\u00a0tego')
	);
});
