/** Preloaded into the API's process: should the command that began it be killed outright, it ends too. */
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();
