/**
 * Loaded into the writer before Ponder: a guard that is killed with SIGKILL closes this channel, and its writer must be
 * gone before the next guard starts another.
 */
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))
