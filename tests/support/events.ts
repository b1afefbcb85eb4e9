/** Reads server-sent events as they come. */
export class EventReader {
	readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
	#heard = '';

	constructor(stream: ReadableStream<Uint8Array>) {
		this.#reader = stream.getReader();
	}

	/** Reads on until something is said, or the stream ends. Gives all that was heard. */
	async until(wanted: string): Promise<string> {
		while (!this.#heard.includes(wanted)) if (!(await this.#next())) break;
		return this.#heard;
	}

	/** Reads on until the stream ends. Gives all that was heard. */
	async untilItEnds(): Promise<string> {
		while (await this.#next());
		return this.#heard;
	}

	cancel(): Promise<void> {
		return this.#reader.cancel();
	}

	async #next(): Promise<boolean> {
		const { value, done } = await this.#reader.read();
		if (!done) this.#heard += new TextDecoder().decode(value);
		return !done;
	}
}
