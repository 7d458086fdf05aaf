/** An engine process in plain Node that answers, keeps silent or dies as it is asked. */
process.on('message', ({ id, name, request }) => {
  const reply = (value) => process.send({ kind: 'reply', id, reply: { ok: true, value } });
  const deadly = name === 'start' && request.modelDirectory === '/deadly' && !request.withoutModel;
  if (deadly) process.kill(process.pid, 'SIGKILL');
  else if (name === 'start')
    reply({ state: 'viewerOnly', error: { code: 'model-not-found', message: 'none' } });
  if (name === 'modelCard') process.kill(process.pid, 'SIGKILL');
  if (name === 'loadThumbnail') reply(request);
  if (name === 'cancelSurvey')
    process.send({ kind: 'reply', id, reply: { ok: false, error: { code: 'cancelled', message: 'no' } } });
});
