/** The page that says what is saved, shown in place of pages that cannot be reached. */
export const OFFLINE_PAGE = '/bez-internetu';
/** Cache of the offline page; its version follows. */
export const APP_CACHE = 'wspolnie-app-';
/** Cache of one saved course; its slug follows. The number changes with the shape of `SavedCourse`: old ones go. */
export const COURSE_CACHE = 'wspolnie-kurs1-';
/** All of ours begin like this. */
export const CACHES = 'wspolnie-';
/** What a course needs to be read without the internet. */
export const packAddress = (slug: string) => `/kursy/${slug}/bez-internetu.json`;
/** The service worker; whoever saves a course or installs the site registers it. */
export const WORKER = '/service-worker.js';
