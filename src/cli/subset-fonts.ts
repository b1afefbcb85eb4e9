/**
 * Cuts the two faces down to what Polish pages need: `node src/cli/subset-fonts.ts`. The results are committed; run it
 * again only when a face or the set of characters changes. Whole TTF files are the source of the Latin cuts, because
 * the ready-made web files keep Polish letters apart from the rest and so lose the kerning between them.
 */
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import subsetFont from 'subset-font';

const MODULES = 'node_modules';
const TARGET = 'src/lib/styles/fonts';
const FEATURES = ['kern', 'mark', 'mkmk', 'ccmp', 'locl', 'liga', 'tnum', 'lnum', 'pnum'];

const range = (from: number, to: number) =>
	Array.from({ length: to - from + 1 }, (_, step) => String.fromCodePoint(from + step)).join('');

const LATIN = [
	range(0x20, 0x7e),
	range(0xa0, 0xff),
	'ĄąĆćĘęŁłŃńÓóŚśŹźŻż',
	'ŠšŽžČčŘřĚěĎďŤťŇňŮůŐőŰű',
	'–—‑‘’‚“”„†•…‰′″‹›€™−≤≥≈≠←→↑↓✓'
].join('');
const CYRILLIC = `${range(0x400, 0x45f)}Ґґ№`;

const LATIN_CUTS = {
	'literata-600.woff2': '@expo-google-fonts/literata/600SemiBold/Literata_600SemiBold.ttf',
	'source-sans-3-400.woff2': '@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf',
	'source-sans-3-400-italic.woff2':
		'@expo-google-fonts/source-sans-3/400Regular_Italic/SourceSans3_400Regular_Italic.ttf',
	'source-sans-3-600.woff2': '@expo-google-fonts/source-sans-3/600SemiBold/SourceSans3_600SemiBold.ttf'
};
const CYRILLIC_CUTS = {
	'literata-cyrillic.woff2': '@fontsource-variable/literata/files/literata-cyrillic-wght-normal.woff2',
	'source-sans-3-cyrillic.woff2': '@fontsource-variable/source-sans-3/files/source-sans-3-cyrillic-wght-normal.woff2'
};

async function cut(target: string, source: string, characters: string, weights?: { min: number; max: number }) {
	const font = await subsetFont(await readFile(join(MODULES, source)), characters, {
		targetFormat: 'woff2',
		keepFeatures: FEATURES,
		noHinting: true,
		...(weights && { variationAxes: { wght: weights } })
	});
	await writeFile(join(TARGET, target), font);
	console.log(`${target}: ${(font.length / 1024).toFixed(1)} kB`);
}

for (const [target, source] of Object.entries(LATIN_CUTS)) await cut(target, source, LATIN);
for (const [target, source] of Object.entries(CYRILLIC_CUTS)) {
	await cut(target, source, CYRILLIC, { min: 400, max: 700 });
}
for (const face of ['literata', 'source-sans-3']) {
	await copyFile(join(MODULES, `@expo-google-fonts/${face}/LICENSE_FONT`), join(TARGET, `${face}-OFL.txt`));
}
