import QRCode from 'qrcode';

/** A QR code as one SVG path in units of a module, with its size; draw it dark on light with a margin of 4. */
export function qrPath(text: string): { size: number; path: string } {
	const { size, data } = QRCode.create(text, { errorCorrectionLevel: 'M' }).modules;
	let path = '';
	for (let y = 0; y < size; y++) {
		for (let x = 0; x < size; x++) {
			const start = x;
			while (x < size && data[y * size + x]) x++;
			if (x > start) path += `M${start} ${y}h${x - start}v1h-${x - start}z`;
		}
	}
	return { size, path };
}
