import { posix } from 'node:path';
import { listZip, readZip } from '#lib/spreadsheets/server/read-zip.ts';
import { AppError } from '#lib/errors.ts';
import type { ImportedFile, ImportNote } from '../imported-question.ts';
import { decodeFile } from './decode-file.ts';
import { MAX_QUESTIONS, OLD_QTI, refuse, tooManyQuestions } from './exchange-limits.ts';
import { childNamed, descendants, type Markup, type MarkupNode } from './markup.ts';
import { parseXml } from './parse-xml.ts';
import { notInside, PictureStore, type FoundPicture } from './picture-store.ts';
import { inNamesOf21 } from './qti-names.ts';
import { isQti21Item, readQti21 } from './read-qti-21.ts';
import { isQti30Item, readQti30 } from './read-qti-30.ts';

const MANIFEST = 'imsmanifest.xml';
const WANTED = /\.(?:xml|qti|png|jpe?g|gif|webp|svg)$/i;

/**
 * Reads a QTI content package: items in the order of the manifest, pictures by their paths. Nothing is written to a
 * disk; names that would lead out of the package are refused all the same.
 * @throws AppError 400 for a bomb, a damaged archive, or one without items
 */
export function readQtiPackage(bytes: Uint8Array): ImportedFile {
	const files = unpack(bytes);
	const pictures = new PictureStore();
	const notes: ImportNote[] = [];
	const paths = itemPaths(files, notes);
	if (paths.length > MAX_QUESTIONS) throw tooManyQuestions();
	const versions = new Set<string>();
	const questions = paths.flatMap((path) => {
		const root = rootOf(files, path, notes);
		if (!root) return [];
		if (root.name === 'questestinterop') throw refuse(OLD_QTI);
		const is30 = isQti30Item(root);
		if (!is30 && !isQti21Item(root)) return [];
		versions.add(is30 ? 'QTI 3.0' : 'QTI 2.1');
		const place = {
			place: `plik ${path}, wiersz ${root.line}`,
			findPicture: (address: string) => pictureAt(files, path, address, pictures),
			findStimulus: (address: string) => stimulusAt(files, resolved(path, address), notes)
		};
		return (is30 ? readQti30 : readQti21)(root, place);
	});
	if (questions.length === 0)
		throw refuse(
			'W\u00a0tej paczce ZIP nie ma pytań QTI 2.1 ani 3.0. Sprawdź, w\u00a0jakim formacie ją wyeksportowano.'
		);
	return { format: `${[...versions].join(' i ')}, paczka`, questions, pictures: pictures.pictures, notes };
}

function unpack(bytes: Uint8Array): Map<string, Uint8Array> {
	try {
		const names = listZip(bytes);
		if (new Set(names).size < names.length)
			throw refuse('W\u00a0tej paczce ZIP dwa pliki mają tę samą nazwę. Wyeksportuj ją jeszcze raz.');
		if (names.some(leadsOut))
			throw refuse('Nazwy plików w\u00a0tej paczce ZIP prowadzą poza nią. Takiej paczki platforma nie czyta.');
		return readZip(bytes, (name) => WANTED.test(name));
	} catch (error) {
		if (error instanceof AppError && error.code === 'unreadable_exchange') throw error;
		throw refuse(
			'Paczka ZIP jest uszkodzona, zaszyfrowana albo po rozpakowaniu o\u00a0wiele za duża. Wyeksportuj pytania jeszcze raz, mniejszymi częściami.'
		);
	}
}

const leadsOut = (name: string) =>
	/^(?:[/\\]|[a-z]:)/i.test(name) || name.split(/[/\\]/).includes('..') || name.includes('\0');

function rootOf(files: Map<string, Uint8Array>, path: string, notes: ImportNote[]): Markup | null {
	const bytes = files.get(path);
	if (!bytes) {
		notes.push({ kind: 'dropped', text: `Pliku „${path}”, który wymienia spis, nie ma w\u00a0paczce.` });
		return null;
	}
	try {
		return parseXml(decodeFile(bytes));
	} catch (error) {
		if (!(error instanceof AppError)) throw error;
		notes.push({ kind: 'dropped', text: `Plik „${path}”: ${error.message}` });
		return null;
	}
}

/** Items in the order of a test, else of the manifest, else of their names. */
function itemPaths(files: Map<string, Uint8Array>, notes: ImportNote[]): string[] {
	const manifestPath = [...files.keys()].find((path) => posix.basename(path).toLowerCase() === MANIFEST);
	const xml = [...files.keys()].filter((path) => /\.(?:xml|qti)$/i.test(path) && path !== manifestPath);
	const manifest = manifestPath === undefined ? null : rootOf(files, manifestPath, notes);
	if (!manifest || manifestPath === undefined) return xml.sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
	const resources = [...descendants(manifest)].filter(({ name }) => name === 'resource');
	const hrefOf = ({ attributes }: Markup) => resolved(manifestPath, attributes.href ?? '');
	const ofType = (pattern: RegExp) =>
		resources.filter(({ attributes }) => pattern.test(attributes.type ?? '')).map(hrefOf);
	const items = ofType(/^imsqti_item_/i);
	const tests = ofType(/^imsqti_test_|^imsqti_assessment_/i);
	const ordered = tests.flatMap((path) => {
		const test = rootOf(files, path, notes);
		if (!test) return [];
		notes.push({
			kind: 'dropped',
			text: 'Układ testu (części, czas, punktacja, przejścia): z\u00a0paczki czytane są same pytania.'
		});
		return [...descendants(test)]
			.filter(({ name }) => name === 'assessmentItemRef' || name === 'qti-assessment-item-ref')
			.map(({ attributes }) => resolved(path, attributes.href ?? ''));
	});
	return [...new Set([...ordered.filter((path) => items.includes(path)), ...(items.length > 0 ? items : xml)])];
}

/** The path in the package of an address in one of its files. */
function resolved(from: string, address: string): string {
	let path = address.replace(/[?#].*$/, '');
	try {
		path = decodeURIComponent(path);
	} catch {
		// A name with a bare % is taken as it stands.
	}
	return posix.normalize(posix.join(posix.dirname(from), path)).replace(/^\/+/, '');
}

/** The body of a text that several items share. */
function stimulusAt(files: Map<string, Uint8Array>, path: string, notes: ImportNote[]): MarkupNode[] | null {
	const root = files.has(path) ? rootOf(files, path, notes) : null;
	const body = root && childNamed(inNamesOf21(root), 'stimulusBody');
	return body?.children ?? null;
}

function pictureAt(
	files: Map<string, Uint8Array>,
	from: string,
	address: string,
	pictures: PictureStore
): FoundPicture {
	if (address.startsWith('data:')) return pictures.addDataAddress(address);
	const bytes = files.get(resolved(from, address));
	return bytes ? pictures.add(bytes) : notInside(address);
}
