import { createServer, type AddressInfo } from 'node:net';

/** A port nobody listens on just now. */
export function findFreePort(host = '127.0.0.1'): Promise<number> {
	return new Promise((found, failed) => {
		const probe = createServer();
		probe.once('error', failed);
		probe.listen(0, host, () => {
			const { port } = probe.address() as AddressInfo;
			probe.close(() => found(port));
		});
	});
}
