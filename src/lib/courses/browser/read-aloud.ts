import { rangeOf, spokenSentences, wordEnd, type SpokenSentence } from './spoken-text.ts';

const HIGHLIGHT = 'spoken';

/**
 * Reads a lesson aloud, `[data-read-aloud]`, with a voice of the device in the lesson's language; the word being said is
 * shown by `::highlight(spoken)`. Voices that send the text to somebody else's server are not used. A pause begins its
 * sentence again: browsers differ too much in going on in the middle of one.
 */
export function offerReadingAloud(root: Document = document): void {
	const bar = root.querySelector<HTMLElement>('[data-read-aloud]');
	const toggle = root.querySelector<HTMLButtonElement>('[data-read-aloud-toggle]');
	if (!bar || !toggle) return;
	const language = root.querySelector('main .prose')?.closest<HTMLElement>('[lang]')?.lang ?? 'pl';
	const none = root.querySelector<HTMLElement>('[data-read-aloud-none]');
	if (!('speechSynthesis' in window)) {
		if (none) none.hidden = false;
		return;
	}
	const show = () => {
		const hasVoice = voiceOf(language) !== undefined;
		toggle.hidden = !hasVoice;
		if (none) none.hidden = hasVoice;
	};
	speechSynthesis.addEventListener('voiceschanged', show);
	show();
	new Reader(root, bar, toggle, language);
}

/** Device voices only, the default one first. */
function voiceOf(language: string): SpeechSynthesisVoice | undefined {
	const own = speechSynthesis
		.getVoices()
		.filter(({ lang, localService }) => localService && lang.toLowerCase().split(/[-_]/)[0] === language);
	return own.find((voice) => voice.default) ?? own[0];
}

class Reader {
	readonly #bar: HTMLElement;
	readonly #toggle: HTMLButtonElement;
	readonly #language: string;
	readonly #root: Document;
	#sentences: SpokenSentence[] = [];
	#at = 0;
	#state: 'stopped' | 'reading' | 'paused' = 'stopped';

	constructor(root: Document, bar: HTMLElement, toggle: HTMLButtonElement, language: string) {
		this.#root = root;
		this.#bar = bar;
		this.#toggle = toggle;
		this.#language = language;
		toggle.addEventListener('click', () => this.#playOrPause());
		this.#button('pause').addEventListener('click', () => this.#playOrPause());
		this.#button('stop').addEventListener('click', () => this.#stop());
		this.#speed.addEventListener('change', () => {
			if (this.#state === 'reading') this.#say(this.#at);
		});
		addEventListener('pagehide', () => this.#stop());
	}

	#button(name: string) {
		return this.#bar.querySelector<HTMLButtonElement>(`[data-read-aloud-${name}]`)!;
	}

	get #speed() {
		return this.#bar.querySelector('select')!;
	}

	#playOrPause() {
		if (this.#state === 'reading') {
			this.#become('paused');
			speechSynthesis.cancel();
			return;
		}
		if (this.#state === 'stopped') {
			this.#sentences = spokenSentences([...this.#root.querySelectorAll('main h1, main .lead, main .prose')]);
			const below = this.#sentences.findIndex(({ block }) => block.getBoundingClientRect().bottom > 0);
			this.#at = Math.max(0, below);
		}
		this.#become('reading');
		this.#say(this.#at);
	}

	#stop() {
		if (this.#state === 'stopped') return;
		this.#become('stopped');
		speechSynthesis.cancel();
		mark(null);
	}

	#become(state: 'stopped' | 'reading' | 'paused') {
		this.#state = state;
		this.#bar.hidden = state === 'stopped';
		this.#button('pause').textContent = state === 'paused' ? 'Czytaj dalej' : 'Pauza';
	}

	#say(at: number) {
		const sentence = this.#sentences[at];
		if (!sentence) return this.#stop();
		this.#at = at;
		speechSynthesis.cancel();
		const utterance = new SpeechSynthesisUtterance(sentence.text);
		utterance.voice = voiceOf(this.#language) ?? null;
		utterance.lang = this.#language;
		utterance.rate = Number(this.#speed.value);
		// A cancelled sentence ends too, later than the next one begins.
		const isCurrent = () => this.#state === 'reading' && this.#at === at && this.#utterance === utterance;
		utterance.addEventListener('boundary', ({ name, charIndex, charLength }) => {
			if (name === 'word' && isCurrent()) markWord(sentence, charIndex, charLength);
		});
		utterance.addEventListener('end', () => {
			if (isCurrent()) this.#say(at + 1);
		});
		utterance.addEventListener('error', ({ error }) => {
			if (isCurrent() && error !== 'canceled' && error !== 'interrupted') this.#stop();
		});
		this.#utterance = utterance;
		bringIntoView(sentence.block);
		markWord(sentence, 0, sentence.text.length);
		speechSynthesis.speak(utterance);
	}

	/** Also kept so that browsers do not collect it while it is being said. */
	#utterance: SpeechSynthesisUtterance | null = null;
}

function markWord({ place, text }: SpokenSentence, at: number, length: number | undefined) {
	if (!place) return mark(null);
	const end = length ? at + length : wordEnd(text, at);
	mark(rangeOf(place.nodes, place.start + at, place.start + end));
}

function mark(range: Range | null) {
	if (!('highlights' in CSS)) return;
	if (range) CSS.highlights.set(HIGHLIGHT, new Highlight(range));
	else CSS.highlights.delete(HIGHLIGHT);
}

function bringIntoView(block: Element) {
	const { top, bottom } = block.getBoundingClientRect();
	if (top < 0 || bottom > innerHeight * 0.85) block.scrollIntoView({ block: 'center' });
}
