// Loaded before the program of every child. The supervisor holds the other end of the child's channel; when it dies,
// even by kill -9, the channel closes, and a program that nobody watches any more must not run on.

const goodbyeSecondsMax = 10

process.once('disconnect', () => {
  process.kill(process.pid, 'SIGTERM')
  setTimeout(() => process.exit(1), goodbyeSecondsMax * 1000).unref()
})
// The channel alone must not keep a program alive that has done its work.
process.channel?.unref()
