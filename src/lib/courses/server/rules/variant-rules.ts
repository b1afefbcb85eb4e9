import { editionOf, NO_EDITION } from '../lesson-edition.ts';
import { inFile, mistake, warning } from '../problems.ts';
import type { LessonDraft } from '../read-course.ts';
import { lessonsOf, type CourseRule } from './course-rule.ts';

/** A variant must not fall behind the lesson it was made from. */
const checkVariants = ({ folder, file, variants }: LessonDraft) =>
	[...variants].flatMap(([variant, { path, front }]) => {
		if (!file && !folder.unread.has('lesson.md')) {
			return inFile(path, [
				mistake(1, `wariant bez lekcji; obok lesson.${variant}.md utwórz lesson.md, z którego powstał`)
			]);
		}
		// While the lesson cannot be read, nobody knows its edition.
		const edition = file?.front.data && editionOf(file.front.data, file.front.body);
		const basedOn = front.data?.basedOn;
		if (!edition || !basedOn || basedOn === edition) return [];
		const message =
			basedOn === NO_EDITION
				? `nie wiadomo, z którego wydania lekcji powstał ten wariant; gdy zgadza się z lesson.md, wpisz basedOn: ${edition}`
				: `lesson.md zmieniło się od czasu, gdy powstał ten wariant; przenieś do niego zmiany i wpisz basedOn: ${edition}`;
		return inFile(path, [warning(front.lineOf('basedOn'), message)]);
	});

export const variantsAreUpToDate: CourseRule = (course) => lessonsOf(course).flatMap(checkVariants);
