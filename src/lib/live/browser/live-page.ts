import { enhanceOrdering } from '../../quizzes/browser/ordering-buttons.ts';

/**
 * Keeps the page of a live session up to date: `[data-live]` names the events and what the page has seen. A new state
 * is fetched and put in place of the parts, `[data-live-part]`; what is being typed into the same question stays. Where
 * the quiz is, `[data-live-said]`, changes its words only: screen readers tell of a status they know.
 */
export function followLiveSession(root: Document = document): void {
	const page = root.querySelector<HTMLElement>('[data-live]');
	const address = page?.dataset.live;
	if (!page || !address) return;
	const events = new EventSource(address);
	let isFetching = false;

	const show = async (version: string) => {
		if (isFetching || version === page.dataset.version) return;
		isFetching = true;
		try {
			const answer = await fetch(location.pathname, { cache: 'no-store' });
			if (!answer.ok || answer.redirected) return location.reload();
			takeOver(page, new DOMParser().parseFromString(await answer.text(), 'text/html'));
		} finally {
			isFetching = false;
		}
	};
	events.addEventListener('message', ({ data }: MessageEvent<string>) => {
		const [version = '', answered] = data.split(' ');
		const count = page.querySelector('[data-live-answered]');
		if (count && answered !== undefined && version === page.dataset.version) count.textContent = answered;
		void show(version);
	});
	events.addEventListener('ended', () => events.close());
}

function takeOver(page: HTMLElement, fresh: Document): void {
	const seen = fresh.querySelector<HTMLElement>('[data-live]');
	if (!seen) return location.reload();
	// Once the answer is shown there is no position any more, and what was not sent does not count.
	const isSameQuestion = seen.dataset.position !== undefined && seen.dataset.position === page.dataset.position;
	const typed = isSameQuestion ? fieldsIn(page) : new Map<string, Typed>();
	const focused = document.activeElement?.id;
	const said = page.querySelector('[data-live-said]');
	if (said) said.textContent = seen.querySelector('[data-live-said]')?.textContent ?? '';
	for (const part of page.querySelectorAll<HTMLElement>('[data-live-part]')) {
		const other = seen.querySelector(`[data-live-part="${part.dataset.livePart}"]`);
		if (other) part.replaceWith(document.adoptNode(other));
	}
	enhanceOrdering();
	page.dataset.version = seen.dataset.version;
	page.dataset.position = seen.dataset.position ?? '';
	for (const field of fields(page)) {
		const before = typed.get(keyOf(field));
		if (!before) continue;
		field.value = before.value;
		if ('checked' in field) field.checked = before.isChecked;
	}
	if (focused && isSameQuestion) document.getElementById(focused)?.focus();
}

interface Typed {
	value: string;
	isChecked: boolean;
}

type AnswerField = HTMLInputElement | HTMLSelectElement;

const fields = (page: HTMLElement) => page.querySelectorAll<AnswerField>('fieldset input, fieldset select');

/** Choices share a name and differ by value. */
const keyOf = (field: AnswerField) =>
	field.type === 'radio' || field.type === 'checkbox' ? `${field.name}=${field.value}` : field.name;

function fieldsIn(page: HTMLElement): Map<string, Typed> {
	const typed = new Map<string, Typed>();
	for (const field of fields(page)) {
		typed.set(keyOf(field), { value: field.value, isChecked: 'checked' in field && field.checked });
	}
	return typed;
}
