/**
 * From „which place does each item take” to „which item takes each place”. All blank: no answer; gaps and places given
 * twice stay in it as undefined, for `readAnswer` to refuse.
 */
export function orderFromPlaces(places: string[]): (number | undefined)[] {
	if (places.every((place) => place === '')) return [];
	return places.map((_, at) => {
		const shown = places.indexOf(String(at + 1));
		return shown === -1 ? undefined : shown;
	});
}
