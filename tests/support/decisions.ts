import type { CaseContent } from '#lib/quizzes/question.ts';

const common = { title: 'Poprowadź sprawę.', titleHtml: 'Poprowadź sprawę.', bodyHtml: '', points: 3 };

const choice = (html: string, points: number, to: number | null) => ({
	...{ html, points, to },
	consequenceHtml: `<p>Następstwo: ${html}</p>`,
	lawHtml: null
});
/** A case of three steps; the best way is `[1, 0]`. */
export const decisions: CaseContent = {
	...{ ...common, type: 'case', explanationHtml: '<p>KLUCZ</p>' },
	nodes: [
		{ id: 'wniosek', html: '<p>Wpływa wniosek.</p>', choices: [choice('odmowa', 0, 2), choice('opinia', 2, 1)] },
		{ id: 'opinia', html: '<p>Jest opinia.</p>', choices: [choice('umowa', 2, null), choice('odmowa mimo to', 0, 2)] },
		{ id: 'skarga', html: '<p>Jest skarga.</p>', choices: [choice('zmiana zdania', 1, null), choice('nic', 0, null)] }
	]
};
