import type { PolishText } from './polish-text.ts';

/** One of each thing that a lesson may hold beside paragraphs; a lesson takes them in turns. */
export const BLOCKS: ((text: PolishText) => string)[] = [
	(text) => Array.from({ length: 4 }, () => `- ${text.sentence()}`).join('\n'),
	(text) => Array.from({ length: 4 }, (_, n) => `${n + 1}. ${text.sentence()}`).join('\n'),
	(text) =>
		['| Kto | Co robi |', '| --- | --- |', ...rows(text, 5, () => `| ${text.name()} | ${text.sentence()} |`)].join(
			'\n'
		),
	(text) => `> [!NOTE]\n> ${text.paragraph()}`,
	(text) => `> [!WARNING] ${text.words(3)}\n> ${text.paragraph()}`,
	(text) => `> [!EXAMPLE]\n> ${text.paragraph()}`,
	(text) => `> [!LAW]\n> ${text.paragraph()}`,
	(text) => `> [!EXERCISE] ${text.words(3)}\n> ${text.paragraph()}\n>\n> > [!SOLUTION]\n> > ${text.paragraph()}`,
	(text) => `> [!STEPS]\n${rows(text, 4, (n) => `> ${n + 1}. **${text.name()}.** ${text.sentence()}`).join('\n')}`,
	(text) =>
		`> [!TIMELINE] ${text.words(2)}\n${rows(text, 4, (n) => `> - **${1900 + 20 * n}**: ${text.sentence()}`).join('\n')}`,
	(text) =>
		`> [!COMPARE]\n${rows(text, 3, () => `> - **${text.name()}**\n>   - ${text.sentence()}\n>   - ${text.sentence()}`).join('\n')}`,
	(text) => chart(text, 'BARS', 6, () => text.name()),
	(text) => chart(text, 'LINE', 8, (n) => String(2018 + n)),
	(text) =>
		`${text.sentence()} Zobacz [opis zasad spółdzielczych](https://example.org/zasady) i \`wzór statutu\`. [@pomiar]`,
	(text) => `${text.paragraph()}[^uwaga]\n\n[^uwaga]: ${text.sentence()}`
];

const rows = (_: PolishText, count: number, row: (index: number) => string) =>
	Array.from({ length: count }, (__, n) => row(n));

const chart = (text: PolishText, kind: string, count: number, label: (index: number) => string) =>
	`> [!${kind}] ${text.words(3)}\n> | Nazwa | Liczba |\n> | --- | ---: |\n${rows(text, count, (n) => `> | ${label(n)} | ${text.whole(10, 900)} |`).join('\n')}\n>\n> Źródło: własny pomiar [@pomiar]`;

export const PICTURE = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 120">${'<circle cx="60" cy="60" r="50" fill="#14543f"/>'.repeat(20)}</svg>\n`;
export const FIGURE =
	'![Dwadzieścia kół, jedno na drugim](kola.svg "Jedno koło za każdy miesiąc | rys. Zespół Wspólnie, CC BY-SA 4.0")';
