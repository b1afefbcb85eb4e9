// What pdfkit can do and its types do not tell.
declare namespace PDFKit {
	interface OpenedImage {
		readonly width: number;
		readonly height: number;
	}

	interface PDFDocument {
		openImage(picture: Buffer): OpenedImage;
		image(picture: OpenedImage, x: number, y: number, options: Mixins.ImageOption): this;
	}
}
