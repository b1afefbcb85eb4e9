/** The page that says what is saved, shown in place of pages that cannot be reached. */
export const OFFLINE_PAGE = '/bez-internetu';
/** Cache of the offline page; its version follows. */
export const APP_CACHE = 'wspolnie-app-';
/** Cache of one saved course; its slug follows. */
export const COURSE_CACHE = 'wspolnie-kurs-';
/** What a course needs to be read without the internet. */
export const packAddress = (slug: string) => `/kursy/${slug}/bez-internetu.json`;
