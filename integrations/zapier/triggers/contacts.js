'use strict';

const { KINDS, api, found, listed } = require('../lib/carnet');
const { SAMPLES, outputsOf } = require('../lib/samples');

const EVENTS = {
  new: { event: 'contact.created', label: 'New', said: 'is added to the book', sort: '-made' },
  updated: { event: 'contact.updated', label: 'Updated', said: 'of the book is changed', sort: '-modified' },
};
const ASKED = 20; // contacts that a poll looks at
const RECENT = 30; // days that a poll of changes looks back

/** A trigger that Carnet tells by a webhook; a poll gives Zapier its examples, and what a webhook missed. */
const trigger = (name, of) => {
  const { event, label, said, sort } = EVENTS[name];
  return {
    key: `${name}_${of.kind}`,
    noun: of.noun,
    display: {
      label: `${label} ${of.noun}`,
      description: `Triggers when ${/^[AO]/.test(of.noun) ? 'an' : 'a'} ${of.noun.toLowerCase()} ${said}.`,
    },
    operation: {
      type: 'hook',
      performSubscribe: async (z, bundle) => {
        const body = { url: bundle.targetUrl, events: [event], kinds: [of.kind] };
        const { data } = await z.request({ method: 'POST', url: api(bundle, 'webhooks'), body });
        return { id: data.id };
      },
      performUnsubscribe: async (z, bundle) => {
        const url = api(bundle, 'webhooks', bundle.subscribeData.id);
        await z.request({ method: 'DELETE', url, missingIsFine: true });
        return {};
      },
      perform: async (z, bundle) => {
        const message = bundle.cleanedRequest;
        if (message.type !== event) return []; // a test
        const contact = await found(z, bundle, of, message.data.id);
        return contact ? [contact] : []; // gone since
      },
      performList: (z, bundle) => {
        const since = new Date(Date.now() - RECENT * 24 * 3600 * 1000).toISOString();
        const params = { sort, limit: ASKED, ...(name === 'updated' ? { modified_since: since } : {}) };
        return listed(z, bundle, of, params);
      },
      sample: SAMPLES[of.kind],
      outputFields: outputsOf(of.kind),
    },
  };
};

const made = Object.keys(EVENTS).flatMap((name) => Object.values(KINDS).map((of) => trigger(name, of)));

module.exports = { triggers: Object.fromEntries(made.map((one) => [one.key, one])) };
