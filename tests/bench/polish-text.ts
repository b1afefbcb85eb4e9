import { globSync, readFileSync } from 'node:fs';

/** Random numbers from 0 to 1 that come out the same in every run (mulberry32). */
export function seededRandom(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}

const SYLLABLES = 'wa,lno,brze,sko,mi,ra,do,tu,ne,pol,kra,szcze,ło,gra,bi,cza,zę,le,ko,sta,ni,wie,rza,mo,pie'.split(
	','
);
const ENDINGS = ['wice', 'wicach', 'wa', 'nka', 'nki', 'skiego', 'nem', 'niu', 'ów', 'owie'];
const PLAIN = /^\p{Lu}[\p{L}\p{N} ,;:.?!–„”()-]{30,240}[.?!]$/u;

/** Sentences as authors wrote them in the shipped courses, in an endless order of our own. */
export class PolishText {
	readonly random: () => number;
	readonly #sentences: string[];

	constructor(coursesDir: string, seed = 1) {
		this.random = seededRandom(seed);
		this.#sentences = globSync(`${coursesDir}/*/*/*/lesson.md`)
			.sort()
			.flatMap((path) => readFileSync(path, 'utf8').split(/\n+|(?<=[.?!]) /u))
			.filter((sentence) => PLAIN.test(sentence));
		if (this.#sentences.length < 100) throw new Error(`Too few sentences in ${coursesDir}.`);
	}

	pick<T>(values: readonly T[]): T {
		return values[Math.floor(this.random() * values.length)] as T;
	}

	whole(from: number, to: number): number {
		return from + Math.floor(this.random() * (to - from + 1));
	}

	/** A made-up proper name, so that the vocabulary grows with the text as it does among people. */
	name(): string {
		const word = Array.from({ length: this.whole(2, 3) }, () => this.pick(SYLLABLES)).join('') + this.pick(ENDINGS);
		return word.charAt(0).toUpperCase() + word.slice(1);
	}

	sentence(): string {
		return this.pick(this.#sentences);
	}

	/** Three to five sentences, one of them about a place of its own. */
	paragraph(): string {
		const sentences = Array.from({ length: this.whole(3, 5) }, () => this.sentence());
		return [...sentences, `Tak zrobiono w **${this.name()}**, gdzie spółdzielnię prowadzi *${this.name()}*.`].join(' ');
	}

	/** A few words without an end, for titles. */
	words(count: number): string {
		const words = this.sentence()
			.replaceAll(/[^\p{L}\p{N} ]/gu, '')
			.split(/ +/);
		return [...words.slice(0, count), this.name()].join(' ');
	}
}
