import { criteriaHtml } from './criteria-list.ts';
import { calculatedXml, withWildcards } from './moodle-calculated-xml.ts';
import { clozeTable } from './moodle-cloze-table.ts';
import { htmlXml } from './moodle-html-xml.ts';
import type { PortableContent, PortableOf, PortableQuestion } from './portable-question.ts';
import { cdata, xmlText } from './xml-writer.ts';

/** Moodle XML of some questions, by category where they have a topic. Pictures travel inside. */
export function writeMoodleXml(questions: PortableQuestion[], categoryName: string): string {
	let category: string | null = null;
	const parts = questions.map((question, i) => {
		const path = [categoryName, ...(question.topic ? [question.topic] : [])].map((name) => name.replaceAll('/', '//'));
		const wanted = `$course$/top/${path.join('/')}`;
		const head = wanted === category ? '' : categoryXml(wanted);
		category = wanted;
		return `${head}${questionXml(question, i + 1)}`;
	});
	return `<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n${parts.join('')}</quiz>\n`;
}

const categoryXml = (path: string) =>
	`<question type="category">\n<category><text>${xmlText(path)}</text></category>\n<info format="html"><text></text></info>\n</question>\n`;

const TYPES: Record<PortableContent['type'], string> = {
	single: 'multichoice',
	multiple: 'multichoice',
	trueFalse: 'truefalse',
	number: 'numerical',
	text: 'shortanswer',
	ordering: 'ordering',
	matching: 'matching',
	categorize: 'matching',
	inlineChoice: 'gapselect',
	tableFill: 'cloze',
	calculated: 'calculatedsimple',
	open: 'essay',
	file: 'essay'
};

function questionXml({ id, tags, content: authored }: PortableQuestion, number: number): string {
	const content = authored.type === 'calculated' ? withWildcards(authored) : authored;
	const lines = [
		`<!-- question: ${number} -->`,
		`<question type="${TYPES[content.type]}">`,
		`<name><text>${xmlText(content.title)}</text></name>`,
		htmlXml('questiontext', askedHtml(content)),
		htmlXml('generalfeedback', content.explanationHtml),
		`<defaultgrade>${content.points}</defaultgrade>`,
		'<penalty>0</penalty>',
		'<hidden>0</hidden>',
		`<idnumber>${xmlText(id)}</idnumber>`,
		...keyXml(content),
		...(tags.length > 0
			? [`<tags>${tags.map((tag) => `<tag><text>${xmlText(tag)}</text></tag>`).join('')}</tags>`]
			: []),
		'</question>'
	];
	return `${lines.join('\n')}\n`;
}

function askedHtml(content: PortableContent): string {
	const asked = `<p>${content.titleHtml}</p>${content.bodyHtml === '' ? '' : `\n${content.bodyHtml}`}`;
	if (content.type === 'tableFill') return `${asked}\n${clozeTable(content)}`;
	if (content.type !== 'inlineChoice') return asked;
	const { starts } = optionsOf(content.gaps);
	const text = content.pieces.map((piece, gap) => {
		const of = content.gaps[gap];
		return of ? `${piece}[[${starts[gap]! + of.right + 1}]]` : piece;
	});
	return `${asked}\n<p>${text.join('')}</p>`;
}

const answerXml = (fraction: number, html: string, feedback: string | null) =>
	`${htmlXml('answer', html, ` fraction="${fraction}"`).replace(/<\/answer>$/, '')}${htmlXml('feedback', feedback ?? '')}</answer>`;

const plainAnswerXml = (fraction: number, text: string, inside = '', feedback: string | null = null) =>
	`<answer fraction="${fraction}" format="plain_text"><text>${xmlText(text)}</text>${htmlXml('feedback', feedback ?? '')}${inside}</answer>`;

/** Hundredths of a percent are what Moodle compares; thirds have seven places there. */
const share = (count: number) => Number((100 / count).toFixed(7));

function keyXml(content: PortableContent): string[] {
	switch (content.type) {
		case 'single':
		case 'multiple': {
			const right = content.choices.filter(({ isRight }) => isRight).length;
			const whole = share(Math.max(1, right));
			const wrong = content.type === 'multiple' ? -whole : 0;
			return [
				`<single>${content.type === 'single'}</single>`,
				'<shuffleanswers>true</shuffleanswers>',
				'<answernumbering>none</answernumbering>',
				...content.choices.map(({ html, isRight, feedbackHtml }) =>
					answerXml(isRight ? whole : wrong, html, feedbackHtml)
				)
			];
		}
		case 'trueFalse':
			return content.choices.map(({ html, isRight, feedbackHtml }) =>
				plainAnswerXml(isRight ? 100 : 0, html === 'Prawda' ? 'true' : 'false', '', feedbackHtml)
			);
		case 'number':
			return [
				plainAnswerXml(100, content.value, `<tolerance>${content.tolerance}</tolerance>`),
				...(content.unit
					? [`<units><unit><multiplier>1</multiplier><unit_name>${xmlText(content.unit)}</unit_name></unit></units>`]
					: []),
				'<unitgradingtype>0</unitgradingtype>',
				'<unitpenalty>0</unitpenalty>',
				`<showunits>${content.unit ? 0 : 3}</showunits>`,
				'<unitsleft>0</unitsleft>'
			];
		case 'text':
			return [
				'<usecase>0</usecase>',
				...content.accepted.map((text) => plainAnswerXml(100, text.replaceAll('*', '\\*')))
			];
		case 'ordering':
			return [
				'<layouttype>VERTICAL</layouttype>',
				'<selecttype>ALL</selecttype>',
				'<selectcount>0</selectcount>',
				'<gradingtype>ABSOLUTE_POSITION</gradingtype>',
				'<showgrading>SHOW</showgrading>',
				'<numberingstyle>none</numberingstyle>',
				...content.items.map((item, i) => answerXml(i + 1, xmlText(item), null))
			];
		case 'matching':
			return [
				'<shuffleanswers>true</shuffleanswers>',
				...content.pairs.map(({ left, right }) => pairXml(left, right)),
				...content.distractors.map((right) => pairXml('', right))
			];
		case 'categorize':
			return [
				'<shuffleanswers>true</shuffleanswers>',
				...content.items.map(({ text, category }) => pairXml(text, content.categories[category] ?? ''))
			];
		case 'inlineChoice':
			return [
				'<shuffleanswers>0</shuffleanswers>',
				...content.gaps.flatMap(({ options }, gap) =>
					options.map((text) => `<selectoption><text>${xmlText(text)}</text><group>${gap + 1}</group></selectoption>`)
				)
			];
		case 'tableFill':
			return [];
		case 'calculated':
			return calculatedXml(content);
		case 'open':
			return [
				'<responseformat>editor</responseformat>',
				'<responserequired>1</responserequired>',
				'<responsefieldlines>15</responsefieldlines>',
				'<attachments>0</attachments>',
				'<attachmentsrequired>0</attachmentsrequired>',
				...graderXml(content)
			];
		case 'file':
			return [
				'<responseformat>noinline</responseformat>',
				'<responserequired>0</responserequired>',
				'<responsefieldlines>15</responsefieldlines>',
				'<attachments>1</attachments>',
				'<attachmentsrequired>1</attachmentsrequired>',
				`<maxbytes>${content.megabytes * BYTES_OF_MEGABYTE}</maxbytes>`,
				`<filetypeslist>${content.accept.map((ending) => `.${ending}`).join(',')}</filetypeslist>`,
				...graderXml(content)
			];
	}
}

const pairXml = (left: string, right: string) =>
	`<subquestion format="html"><text>${cdata(left === '' ? '' : xmlText(left))}</text><answer><text>${xmlText(right)}</text></answer></subquestion>`;

/** Where the options of each gap begin in the list of all. */
function optionsOf(gaps: { options: string[] }[]) {
	let next = 0;
	const starts = gaps.map(({ options }) => (next += options.length) - options.length);
	return { starts };
}

const BYTES_OF_MEGABYTE = 1024 * 1024;

const graderXml = (content: PortableOf<'open' | 'file'>): string[] => [
	htmlXml('graderinfo', criteriaHtml(content)),
	htmlXml('responsetemplate', '')
];
