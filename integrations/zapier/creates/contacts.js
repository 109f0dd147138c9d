'use strict';

const { KINDS, api, found, shown } = require('../lib/carnet');
const { cardOf, fieldsOf, valuesOf } = require('../lib/fields');
const { SAMPLES, outputsOf } = require('../lib/samples');

const doubtful = ({ inputData }) => ({ accept_doubtful: String(inputData.accept_doubtful === true) });

const adding = (of) => ({
  key: `create_${of.kind}`,
  noun: of.noun,
  display: { label: `Create ${of.noun}`, description: `Adds ${article(of)} to the book.` },
  operation: {
    inputFields: fieldsOf(of.kind, true),
    perform: async (z, bundle) => {
      const card = cardOf(of.kind, bundle.inputData);
      const body = { ...valuesOf(of.kind, bundle.inputData), cards: [card] };
      const url = api(bundle, of.path);
      return shown((await z.request({ method: 'POST', url, params: doubtful(bundle), body })).data);
    },
    sample: SAMPLES[of.kind],
    outputFields: outputsOf(of.kind),
  },
});

const changing = (of) => ({
  key: `update_${of.kind}`,
  noun: of.noun,
  display: {
    label: `Update ${of.noun}`,
    description: `Changes ${article(of)} of the book; what is left empty stays as it is.`,
  },
  operation: {
    inputFields: [
      {
        key: 'id',
        label: of.noun,
        type: 'string',
        required: true,
        dynamic: `updated_${of.kind}.id.name`,
        search: `find_${of.kind}.id`,
        helpText: `Its ID in Carnet, such as a trigger or *Find ${of.noun}* gives.`,
      },
      ...fieldsOf(of.kind, false),
    ],
    perform: async (z, bundle) => {
      const { id } = bundle.inputData;
      const params = doubtful(bundle);
      const url = api(bundle, of.path, id);
      const values = valuesOf(of.kind, bundle.inputData);
      const before = (await z.request({ url })).data;
      if (Object.keys(values).length) await z.request({ method: 'PATCH', url, params, body: values });
      const [first] = before.cards || [];
      const card = cardOf(of.kind, bundle.inputData, first);
      if (Object.keys(card).length) {
        const place = first ? ['PUT', api(bundle, of.path, id, 'cards', first.id)] : ['POST', `${url}/cards`];
        await z.request({ method: place[0], url: place[1], params, body: card });
      }
      return found(z, bundle, of, id);
    },
    sample: SAMPLES[of.kind],
    outputFields: outputsOf(of.kind),
  },
});

const article = (of) => `${of.kind === 'organization' ? 'an' : 'a'} ${of.noun.toLowerCase()}`;
const made = [KINDS.person, KINDS.organization].flatMap((of) => [adding(of), changing(of)]);

module.exports = { creates: Object.fromEntries(made.map((one) => [one.key, one])) };
