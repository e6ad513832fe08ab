/** What `early.js`, which is no module, hands on to `spawn.js`. */
declare var firstWorker: { worker: Worker; heard: Event[] } | undefined;
