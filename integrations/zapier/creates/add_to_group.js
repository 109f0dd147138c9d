'use strict';

const { KINDS, api, shown } = require('../lib/carnet');
const { SAMPLES, outputsOf } = require('../lib/samples');

module.exports = {
  key: 'add_to_group',
  noun: 'Client Group',
  display: {
    label: 'Add to Client Group',
    description: 'Puts a person or an organization into a client group; nothing changes where it is there already.',
  },
  operation: {
    inputFields: [
      {
        key: 'group',
        label: 'Client Group',
        type: 'string',
        required: true,
        dynamic: 'updated_client_group.id.name',
        search: 'find_client_group.id',
      },
      {
        key: 'member',
        label: 'Person or Organization',
        type: 'string',
        required: true,
        dynamic: 'updated_person.id.name',
        helpText: 'Its ID in Carnet, such as a trigger or a search gives.',
      },
    ],
    perform: async (z, bundle) => {
      const { group, member } = bundle.inputData;
      const url = api(bundle, KINDS.client_group.path, group, 'members', member);
      return shown((await z.request({ method: 'PUT', url })).data);
    },
    sample: SAMPLES.client_group,
    outputFields: outputsOf('client_group'),
  },
};
