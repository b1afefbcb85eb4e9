/** Marks, in the contents of a lesson, the heading whose text is being read: `[data-contents]` holds the links. */
export function followReading(root: Document = document): void {
	const links = new Map<Element, HTMLAnchorElement>();
	for (const link of root.querySelectorAll<HTMLAnchorElement>('[data-contents] a[href^="#"]')) {
		const heading = root.getElementById(decodeURIComponent(link.hash.slice(1)));
		if (heading) links.set(heading, link);
	}
	if (links.size === 0) return;

	const headings = [...links.keys()];
	const show = () => {
		const passed = headings.findLast((heading) => heading.getBoundingClientRect().top < innerHeight * 0.3);
		const current = passed ?? headings[0];
		for (const [heading, link] of links) {
			if (heading === current) link.setAttribute('aria-current', 'location');
			else link.removeAttribute('aria-current');
		}
	};
	let isWaiting = false;
	addEventListener(
		'scroll',
		() => {
			if (isWaiting) return;
			isWaiting = true;
			requestAnimationFrame(() => {
				isWaiting = false;
				show();
			});
		},
		{ passive: true }
	);
	show();
}
