import type { CourseProblem } from '../course-index.ts';
import { inFile, mistake } from '../problems.ts';
import type { ReadCourse } from '../read-course.ts';
import type { LinkInText } from '../render-markdown.ts';

/** Places that links may lead to: address of a page, with the ids on it. */
function listTargets(courses: ReadCourse[]): Map<string, Set<string>> {
	const targets = new Map([['/kursy', new Set<string>()]]);
	for (const { slug, draft } of courses) {
		targets.set(`/kursy/${slug}`, new Set(draft.file?.document.headingIds));
		for (const module of draft.modules) {
			for (const lesson of module.lessons) {
				const ids = new Set(lesson.file?.document.headingIds);
				targets.set(`/kursy/${slug}/${module.folder.slug}/${lesson.folder.slug}`, ids);
			}
		}
	}
	return targets;
}

function checkLinks(path: string, links: LinkInText[], page: string, targets: Map<string, Set<string>>): CourseProblem[] {
	return links.flatMap(({ href, line }) => {
		const isOwn = href.startsWith('#') || /^\/kursy(?:[/?#]|$)/.test(href);
		if (!isOwn) return [];
		const [address = '', id] = href.split('#');
		const target = address === '' ? page : address.split('?')[0]!.replace(/\/$/, '');
		const ids = targets.get(target);
		if (!ids) return inFile(path, [mistake(line, `link prowadzi donikąd: nie ma strony „${target}”; popraw adres (bez numerów NN-)`)]);
		if (id === undefined || ids.has(id)) return [];
		const known = [...ids].slice(0, 5).map((one) => `#${one}`);
		return inFile(path, [mistake(line, `na stronie nie ma miejsca „#${id}”; są: ${known.join(', ') || 'żadne'}`)]);
	});
}

/** Links between pages of courses, once all courses are read. */
export function checkLinksBetween(courses: ReadCourse[]): Map<string, CourseProblem[]> {
	const targets = listTargets(courses);
	return new Map(
		courses.map(({ slug, draft }) => {
			const page = `/kursy/${slug}`;
			const problems = draft.file ? checkLinks(draft.file.path, draft.file.document.links, page, targets) : [];
			for (const module of draft.modules) {
				for (const { folder, file, quiz } of module.lessons) {
					const lessonPage = `${page}/${module.folder.slug}/${folder.slug}`;
					if (file) problems.push(...checkLinks(file.path, file.document.links, lessonPage, targets));
					if (quiz) problems.push(...checkLinks(`${folder.path}/quiz.md`, quiz.links, lessonPage, targets));
				}
			}
			return [slug, problems];
		})
	);
}
