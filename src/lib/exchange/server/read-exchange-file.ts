import type { ImportedFile } from '../imported-question.ts';
import { decodeFile } from './decode-file.ts';
import { MAX_FILE, OLD_QTI, refuse } from './exchange-limits.ts';
import { NoteBook } from './note-book.ts';
import { parseXml } from './parse-xml.ts';
import { PictureStore } from './picture-store.ts';
import { looksLikeAiken, readAiken } from './read-aiken.ts';
import { looksLikeGift, readGift } from './read-gift.ts';
import { looksLikeMoodleXml, readMoodleTree } from './read-moodle-xml.ts';
import { isQti21Item, readQti21 } from './read-qti-21.ts';
import { isQti30Item, readQti30 } from './read-qti-30.ts';
import { readQtiPackage } from './read-qti-package.ts';

/**
 * Reads questions from a file of another system, told apart by its content: Moodle XML, GIFT, Aiken, an item of QTI 2.1
 * or 3.0, or a QTI package. Every question of the file comes back: kept, changed or dropped, each with its notes.
 * @throws AppError 400 for a file that is refused whole, saying what was found and what to do
 */
export function readExchangeFile(bytes: Uint8Array): ImportedFile {
	if (bytes.length === 0) throw refuse('Ten plik jest pusty. Wybierz plik z\u00a0pytaniami.');
	if (bytes.length > MAX_FILE)
		throw refuse('Plik ma ponad 10 MB. Wyeksportuj pytania po kategorii i\u00a0wczytaj po kolei.');
	if (bytes[0] === 0x50 && bytes[1] === 0x4b) return readQtiPackage(bytes);
	const text = decodeFile(bytes);
	return /^\s*</.test(text) ? readXmlFile(text) : readTextFile(text);
}

function readXmlFile(text: string): ImportedFile {
	const root = parseXml(text);
	const pictures = new PictureStore();
	const about = new NoteBook();
	const file = { pictures: pictures.pictures, notes: about.notes };
	if (looksLikeMoodleXml(root))
		return { ...file, format: 'Moodle XML', questions: readMoodleTree(root, pictures, about) };
	const place = {
		place: `pytanie 1, wiersz ${root.line}`,
		findPicture: (address: string) => pictures.addDataAddress(address)
	};
	if (isQti30Item(root)) return { ...file, format: 'QTI 3.0', questions: readQti30(root, place) };
	if (isQti21Item(root)) return { ...file, format: 'QTI 2.1', questions: readQti21(root, place) };
	if (root.name === 'questestinterop') throw refuse(OLD_QTI);
	if (/assessment-?test/i.test(root.name))
		throw refuse('To jest sam układ testu QTI, bez pytań. Wczytaj całą paczkę ZIP.');
	throw refuse('Ten plik XML nie jest ani Moodle XML, ani QTI 2.1 lub 3.0. Sprawdź, co wyeksportowano.');
}

function readTextFile(text: string): ImportedFile {
	const about = new NoteBook();
	const file = { pictures: [], notes: about.notes };
	if (looksLikeAiken(text)) return { ...file, format: 'Aiken', questions: readAiken(text) };
	if (looksLikeGift(text)) return { ...file, format: 'GIFT', questions: readGift(text, about) };
	throw refuse(
		'W\u00a0tym pliku nie ma pytań Moodle XML, GIFT, Aiken ani QTI. Sprawdź, w\u00a0jakim formacie go zapisano.'
	);
}
