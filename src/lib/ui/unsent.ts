/**
 * What a page is rendered from. Pages are rendered on the server only, yet the framework writes the data of every page
 * out a second time, for a browser that would render it again; what is wrapped in this stays behind. It costs a heavy
 * page a third of its time, and keeps whatever is in here out of `__data.json` too.
 */
export class Unsent<T> {
	readonly value: T;

	constructor(value: T) {
		this.value = value;
	}
}
