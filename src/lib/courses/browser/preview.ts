/** The script of authors at work: shows a saved file at once, and a server that came back. The browser keeps the place. */
const changes = new EventSource('/podglad/zmiany');
let wasLost = false;
changes.addEventListener('message', () => location.reload());
changes.addEventListener('error', () => (wasLost = true));
changes.addEventListener('open', () => wasLost && location.reload());
