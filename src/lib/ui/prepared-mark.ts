/** Stands in a rendered page where prepared HTML belongs. */
export const PREPARED_HTML_MARK = '<!--prepared-html-->';
