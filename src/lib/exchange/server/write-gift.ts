import type { PortableContent, PortableQuestion } from './portable-question.ts';

/** GIFT of some questions, texts as HTML. It holds no pictures, units, orders of steps or choices inside a text. */
export function writeGift(questions: PortableQuestion[], categoryName: string): string {
	let category: string | null = null;
	const parts = questions.map((question) => {
		const path = [categoryName, ...(question.topic ? [question.topic] : [])].map((name) => name.replaceAll('/', '//'));
		const wanted = `$CATEGORY: $course$/top/${path.join('/')}`;
		const head = wanted === category ? '' : `${wanted}\n\n`;
		category = wanted;
		return head + questionGift(question);
	});
	return `${parts.join('\n\n')}\n`;
}

const LOST: [isLost: (content: PortableContent) => boolean, what: string][] = [
	[({ type }) => type === 'ordering', 'układanie (w GIFT nie ma takiego rodzaju)'],
	[({ type }) => type === 'inlineChoice', 'wybór w\u00a0tekście (w GIFT nie ma takiego rodzaju)'],
	[({ type }) => type === 'tableFill', 'tabela do wypełnienia (w GIFT nie ma takiego rodzaju)'],
	[({ type }) => type === 'calculated', 'obliczanie z\u00a0losowanych liczb (w GIFT nie ma takiego rodzaju)'],
	[({ type }) => type === 'file', 'oddanie pliku (w GIFT nie ma takiego rodzaju)']
];

/** Why GIFT cannot hold a question; null when it can. */
export const unfitForGift = (content: PortableContent): string | null =>
	LOST.find(([isLost]) => isLost(content))?.[1] ?? null;

/** What GIFT leaves out of a question it holds. */
export function lostInGift(content: PortableContent): string[] {
	const lost: string[] = [];
	if (JSON.stringify(content).includes('src=\\"data:')) lost.push('obrazki');
	if (content.type === 'number' && content.unit) lost.push(`jednostka „${content.unit}”`);
	if (content.points !== 1) lost.push('liczba punktów');
	if (content.type === 'open') lost.push('kryteria i\u00a0odpowiedź wzorcowa');
	return lost;
}

const escaped = (text: string) => text.replace(/[\\~=#{}:]/g, '\\$&').replace(/\s*\n\s*/g, ' ');
const withoutPictures = (html: string) => html.replace(/<figure>.*?<\/figure>|<img [^>]*>/gs, '');
/** Lines of code keep their ends, of which GIFT has no sign. */
const withNamedBreaks = (text: string) => text.replace(/<pre.*?<\/pre>/gs, (code) => code.replaceAll('\n', '&#10;'));
const html = (text: string) => escaped(withNamedBreaks(withoutPictures(text)));
const feedback = (text: string | null) => (text ? `#${html(text)}` : '');
const plain = (text: string) => escaped(text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'));

function questionGift({ id, tags, content }: PortableQuestion): string {
	const about = `// [id:${id}]${tags.map((tag) => ` [tag:${tag}]`).join('')}`;
	const asked = `<p>${content.titleHtml}</p>${content.bodyHtml}`;
	const explained = content.explanationHtml === '' ? [] : [`\t####${html(content.explanationHtml)}`];
	const key = [...keyGift(content), ...explained];
	return [
		about,
		`::${escaped(content.title)}::[html]${html(asked)}{${key.length > 0 ? `\n${key.join('\n')}\n` : ''}}`
	].join('\n');
}

function keyGift(content: PortableContent): string[] {
	switch (content.type) {
		case 'single':
			return content.choices.map(
				(choice) => `\t${choice.isRight ? '=' : '~'}${html(choice.html)}${feedback(choice.feedbackHtml)}`
			);
		case 'multiple': {
			const share = Number((100 / content.choices.filter(({ isRight }) => isRight).length).toFixed(5));
			return content.choices.map(
				(choice) => `\t~%${choice.isRight ? share : -share}%${html(choice.html)}${feedback(choice.feedbackHtml)}`
			);
		}
		case 'trueFalse': {
			const [right, wrong] = [true, false].map((isRight) =>
				content.choices.find((choice) => choice.isRight === isRight)
			);
			const isTrue = right?.html === 'Prawda';
			const told =
				wrong?.feedbackHtml || right?.feedbackHtml
					? `#${html(wrong?.feedbackHtml ?? '')}${feedback(right?.feedbackHtml ?? null)}`
					: '';
			return [`\t${isTrue ? 'TRUE' : 'FALSE'}${told}`];
		}
		case 'number':
			return [`\t#${content.value}:${content.tolerance}`];
		case 'text':
			return content.accepted.map((text) => `\t=${escaped(text.replaceAll('*', '\\*'))}`);
		case 'matching':
			return [...content.pairs, ...content.distractors.map((right) => ({ left: '', right }))].map(pairGift);
		case 'categorize':
			return content.items.map(({ text, category }) =>
				pairGift({ left: text, right: content.categories[category] ?? '' })
			);
		case 'open':
		case 'ordering':
		case 'inlineChoice':
		case 'tableFill':
		case 'calculated':
		case 'file':
			return [];
	}
}

const pairGift = ({ left, right }: { left: string; right: string }) => `\t=${plain(left)} -> ${plain(right)}`;
