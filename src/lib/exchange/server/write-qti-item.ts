import { takePictures, type EmbeddedPicture } from './embedded-pictures.ts';
import type { PortableContent, PortableQuestion } from './portable-question.ts';
import { interactionOf } from './qti-interactions.ts';
import { templatesOf } from './qti-templates-xml.ts';
import { setOutcome, xhtml } from './qti-xml.ts';
import { xmlText } from './xml-writer.ts';

const NAMESPACE = 'http://www.imsglobal.org/xsd/imsqtiasi_v3p0';
const SCHEMA = 'https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_asiv3p0_v1p0.xsd';

export interface QtiItemFile {
	identifier: string;
	xml: string;
	pictures: EmbeddedPicture[];
}

/** An identifier begins with a letter there. */
export const qtiIdentifier = (id: string) => (/^[a-z_]/i.test(id) ? id : `q-${id}`);

/** One item of QTI 3.0: declarations, body, processing, feedback, in the order its schema asks for. */
export function writeQtiItem({ id, content }: PortableQuestion): QtiItemFile {
	const identifier = qtiIdentifier(id);
	const templates = content.type === 'calculated' ? templatesOf(content) : null;
	const shown = templates?.shown ?? ((html: string) => html);
	const { declarations, body, score, outcomes, processing } =
		content.type === 'calculated' ? templatesOf(content).interaction : interactionOf(content);
	const explanation = shown(content.explanationHtml);
	const lines = [
		'<?xml version="1.0" encoding="UTF-8"?>',
		`<qti-assessment-item xmlns="${NAMESPACE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="${NAMESPACE} ${SCHEMA}" identifier="${identifier}" title="${xmlText(content.title.replace(/\{\{|\}\}/g, ''))}" adaptive="false" time-dependent="false" xml:lang="pl">`,
		...declarations,
		'<qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float"><qti-default-value><qti-value>0</qti-value></qti-default-value></qti-outcome-declaration>',
		`<qti-outcome-declaration identifier="MAXSCORE" cardinality="single" base-type="float"><qti-default-value><qti-value>${content.points}</qti-value></qti-default-value></qti-outcome-declaration>`,
		...outcomes,
		...(explanation === ''
			? []
			: ['<qti-outcome-declaration identifier="FEEDBACK" cardinality="single" base-type="identifier"/>']),
		...(templates ? [...templates.declarations, ...templates.processing] : []),
		'<qti-item-body>',
		shown(askedXml(content)),
		body,
		'</qti-item-body>',
		'<qti-response-processing>',
		...score,
		...processing,
		...(explanation === ''
			? []
			: [setOutcome('FEEDBACK', '<qti-base-value base-type="identifier">explanation</qti-base-value>')]),
		'</qti-response-processing>',
		...(explanation === ''
			? []
			: [
					`<qti-modal-feedback outcome-identifier="FEEDBACK" identifier="explanation" show-hide="show"><qti-content-body>${xhtml(explanation)}</qti-content-body></qti-modal-feedback>`
				]),
		'</qti-assessment-item>'
	];
	const { html: xml, pictures } = takePictures(lines.join('\n'), (name) => `obrazki/${name}`);
	return { identifier, xml: `${xml}\n`, pictures };
}

const askedXml = ({ titleHtml, bodyHtml }: PortableContent) => `<p>${xhtml(titleHtml)}</p>${xhtml(bodyHtml)}`;
