'use strict';

const { version } = require('./package.json');
const { version: platformVersion } = require('zapier-platform-core');

const addToGroup = require('./creates/add_to_group');
const { authentication, bearer } = require('./authentication');
const { creates } = require('./creates/contacts');
const { checked } = require('./lib/problems');
const { searches, searchOrCreates } = require('./searches/contacts');
const { triggers } = require('./triggers/contacts');

module.exports = {
  version,
  platformVersion,
  authentication,
  beforeRequest: [bearer],
  afterResponse: [checked],
  triggers,
  creates: { ...creates, [addToGroup.key]: addToGroup },
  searches,
  searchOrCreates,
};
