// Preloaded into what `npm start` starts: whatever ends the parent, even kill -9, ends the part too.
if (process.channel) {
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'))
  process.channel.unref()
}
