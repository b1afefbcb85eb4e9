import { takePictures } from './embedded-pictures.ts';
import { cdata, xmlText } from './xml-writer.ts';

/** An element with HTML and the pictures it shows. */
export function htmlXml(name: string, html: string, attributes = ''): string {
	const { html: shown, pictures } = takePictures(html, (file) => `@@PLUGINFILE@@/${file}`);
	const files = pictures.map(
		(file) => `<file name="${xmlText(file.name)}" path="/" encoding="base64">${file.base64}</file>`
	);
	return `<${name}${attributes} format="html"><text>${cdata(shown)}</text>${files.join('')}</${name}>`;
}
