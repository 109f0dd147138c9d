'use strict';

/** What Carnet refuses becomes an error whose sentence the user reads in the Zap's history. */
const checked = (response, z) => {
  response.skipThrowForStatus = true;
  if (response.status < 400 || (response.status === 404 && response.request.missingIsFine)) {
    return response;
  }
  const problem = read(response.content);
  const sentences = [problem.detail, ...(problem.errors || []).map((one) => one.detail)];
  const said = [...new Set(sentences.filter(Boolean))].join(' ') || `Carnet answered ${response.status}.`;
  if (response.status === 429 || response.status === 503) {
    throw new z.errors.ThrottledError(said, Number(response.getHeader('retry-after')) || 60);
  }
  throw new z.errors.Error(said, problem.code || 'carnet', response.status);
};

const read = (text) => {
  try {
    return JSON.parse(text) || {};
  } catch {
    return {};
  }
};

module.exports = { checked };
