import type { TextFolder } from './course-folder.ts';
import type { CourseProblem } from './course-index.ts';
import type { LessonDraft } from './read-course.ts';

/** A lesson as it was read, with what is wrong with its files. */
export interface ReadLesson {
	draft: LessonDraft;
	problems: CourseProblem[];
}

/** Lessons as they were read last, so that a saved file costs reading its lesson and not the whole course. */
export class LessonMemory {
	readonly #known = new Map<string, ReadLesson & { place: string }>();

	/**
	 * The lesson as it was read last, if its files are the same; else as `read` reads it.
	 * @param place whatever else the reading depends on
	 */
	recall(folder: TextFolder, place: string, read: () => ReadLesson): ReadLesson {
		const known = this.#known.get(folder.path);
		if (known?.place === place && isSame(known.draft.folder, folder)) return known;
		const lesson = { ...read(), place };
		this.#known.set(folder.path, lesson);
		return lesson;
	}
}

const isSame = (a: TextFolder, b: TextFolder): boolean =>
	a.texts.size === b.texts.size &&
	[...a.texts].every(([name, text]) => b.texts.get(name) === text) &&
	JSON.stringify([...a.files, ...a.unread]) === JSON.stringify([...b.files, ...b.unread]);
