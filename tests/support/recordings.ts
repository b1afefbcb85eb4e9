/** One box of an MP4 file. */
function box(type: string, content: Buffer): Buffer {
	const header = Buffer.alloc(8);
	header.writeUInt32BE(content.length + 8);
	header.write(type, 4, 'latin1');
	return Buffer.concat([header, content]);
}

/** A film of this size with nothing to see: enough for all that a server and a page need to know. */
export function sampleFilm(width: number, height: number, bytesOfFilm = 1000): Buffer {
	const track = Buffer.alloc(84);
	track.writeUInt32BE(width << 16, 76);
	track.writeUInt32BE(height << 16, 80);
	return Buffer.concat([
		box('ftyp', Buffer.from('isom\0\0\0\0', 'latin1')),
		box('mdat', Buffer.alloc(bytesOfFilm, 'x')),
		box('moov', Buffer.concat([box('mvhd', Buffer.alloc(100)), box('trak', box('tkhd', track))]))
	]);
}

export const SAMPLE_CAPTIONS = 'WEBVTT\n\n00:00.000 --> 00:02.000\nDzień dobry.\n';
