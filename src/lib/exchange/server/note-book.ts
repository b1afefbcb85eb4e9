import type { ImportNote } from '../imported-question.ts';

/** Notes of one question, each sentence once. */
export class NoteBook {
	readonly notes: ImportNote[];

	constructor(notes: ImportNote[] = []) {
		this.notes = notes;
	}

	changed(text: string): void {
		this.#add({ kind: 'changed', text });
	}

	dropped(text: string): void {
		this.#add({ kind: 'dropped', text });
	}

	missing(text: string): void {
		this.#add({ kind: 'missing', text });
	}

	#add(note: ImportNote): void {
		if (!this.notes.some(({ kind, text }) => kind === note.kind && text === note.text)) this.notes.push(note);
	}
}
