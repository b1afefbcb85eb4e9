import { zipSync, type Zippable } from 'fflate';
import type { PortableQuestion } from './portable-question.ts';
import { writeQtiItem, type QtiItemFile } from './write-qti-item.ts';
import { xmlText } from './xml-writer.ts';

const NAMESPACE = 'http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1';
const SCHEMA = 'https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqtiv3p0_imscpv1p2_v1p0.xsd';

/** The same questions give the same bytes. */
const DAY = new Date(2000, 0, 1);

/** A QTI 3.0 content package: the manifest, an item a question, and pictures beside them. */
export function writeQti30(questions: PortableQuestion[], identifier: string): Uint8Array {
	const items = questions.map(writeQtiItem);
	const text = new TextEncoder();
	const files: Zippable = { 'imsmanifest.xml': text.encode(manifest(items, identifier)) };
	for (const item of items) {
		files[pathOf(item)] = text.encode(item.xml);
		for (const { name, base64 } of item.pictures) files[`pytania/obrazki/${name}`] = Buffer.from(base64, 'base64');
	}
	return zipSync(files, { mtime: DAY });
}

const pathOf = ({ identifier }: QtiItemFile) => `pytania/${identifier}.xml`;

function manifest(items: QtiItemFile[], identifier: string): string {
	const pictures = new Set(items.flatMap((item) => item.pictures.map(({ name }) => name)));
	const resources = items.map((item) => {
		const needs = item.pictures.map(({ name }) => `<dependency identifierref="${nameOf(name)}"/>`).join('');
		return `<resource identifier="item-${item.identifier}" type="imsqti_item_xmlv3p0" href="${pathOf(item)}"><file href="${pathOf(item)}"/>${needs}</resource>`;
	});
	const shown = [...pictures].map(
		(name) =>
			`<resource identifier="${nameOf(name)}" type="webcontent" href="pytania/obrazki/${name}"><file href="pytania/obrazki/${name}"/></resource>`
	);
	return [
		'<?xml version="1.0" encoding="UTF-8"?>',
		`<manifest xmlns="${NAMESPACE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="${NAMESPACE} ${SCHEMA}" identifier="manifest-${xmlText(identifier)}">`,
		'<metadata><schema>QTI Package</schema><schemaversion>3.0.0</schemaversion></metadata>',
		'<organizations/>',
		`<resources>\n${[...resources, ...shown].join('\n')}\n</resources>`,
		'</manifest>\n'
	].join('\n');
}

const nameOf = (file: string) => file.replace('.', '-');
