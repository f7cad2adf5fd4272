// Particle's own client does its whole setup. Options as JSON in argv[2]; prints what it saw as one line of JSON.
'use strict';
const { promisify } = require('node:util');
const SoftAPSetup = require('@particle/softap-setup');

async function main() {
	const options = JSON.parse(process.argv[2]);
	const client = new SoftAPSetup({ host: '127.0.0.1', port: options.port, protocol: options.protocol });
	const call = (name, ...args) => promisify(client[name].bind(client))(...args);
	const seen = {};
	seen.info = await call('deviceInfo');
	seen.networks = await call('scan');
	seen.key = await call('publicKey');
	await call('setClaimCode', options.claim_code);
	const network = seen.networks.find((row) => row.ssid === options.ssid);
	seen.configured = await call('configure', {
		ssid: network.ssid, security: network.sec, channel: network.ch, password: options.password
	});
	await call('connect');
	console.log(JSON.stringify(seen));
}

main().catch((error) => {
	console.error(error);
	process.exitCode = 1;
});
