// Particle's own client does five commands for each port that comes as a line; prints how many ms they took.
'use strict';
const { createRequire } = require('node:module');
const { join } = require('node:path');
const { promisify } = require('node:util');
const { createInterface } = require('node:readline');

const [modules, claimCode] = process.argv.slice(2);
const SoftAPSetup = createRequire(join(modules, 'x.js'))('@particle/softap-setup');

async function setUp(port) {
	const client = new SoftAPSetup({ host: '127.0.0.1', port, protocol: 'tcp' });
	const call = (name, ...args) => promisify(client[name].bind(client))(...args);
	const began = performance.now();
	const [home] = await call('scan');
	await call('publicKey');
	await call('setClaimCode', claimCode);
	await call('configure', {
		ssid: home.ssid, security: home.sec, channel: home.ch, password: 'correct horse 9'
	});
	await call('connect');
	return performance.now() - began;
}

(async () => {
	for await (const line of createInterface({ input: process.stdin })) {
		console.log(await setUp(Number(line)));
	}
})();
