import { watch } from 'node:fs';

const DEBOUNCE_MS = 30;

/** Calls back with the name of each folder directly inside this one in which something was saved. */
export function watchFolder(folder: string, onChange: (name: string) => void, signal?: AbortSignal): void {
	const changed = new Set<string>();
	let timer: NodeJS.Timeout | undefined;
	const flush = () => {
		const names = [...changed];
		changed.clear();
		for (const name of names) {
			try {
				onChange(name);
			} catch (error) {
				// A file may vanish between the event and the reading; the next event puts it right.
				console.error(`Could not read ${name} again:`, error);
			}
		}
	};
	const watcher = watch(folder, { recursive: true, persistent: false, signal }, (_, path) => {
		const name = path?.split(/[\\/]/)[0];
		if (!name || name.startsWith('.')) return;
		changed.add(name);
		clearTimeout(timer);
		timer = setTimeout(flush, DEBOUNCE_MS);
	});
	watcher.on('error', (error) => console.error('Courses are no longer watched:', error));
	signal?.addEventListener('abort', () => clearTimeout(timer));
}
