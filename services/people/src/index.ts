import { codeField, type Domain, type DomainModule, defineDocType, type Permission, tickBox } from '@business-m/doctype';

const permissions: readonly Permission[] = [
  { role: 'people', can: ['read', 'create', 'save', 'delete'] },
  { role: 'accounts', can: ['read'] },
];

/** Somebody who works at the company, and how to reach them. */
const employee = defineDocType({
  doctype: 'employee',
  label: 'Employee',
  labelPlural: 'Employees',
  naming: { by: 'field', field: 'employee_number' },
  titleField: 'employee_name',
  defaultSort: 'id',
  fields: [
    codeField('employee_number', 'Number', 20, 'Cannot be changed later.'),
    { name: 'employee_name', label: 'Name', type: 'text', required: true, maxLength: 140, list: { column: 2, filter: true } },
    { name: 'email', label: 'E-mail', type: 'text', maxLength: 254, validate: [{ rule: 'email' }], list: { column: 3 } },
    { name: 'phone', label: 'Phone', type: 'text', maxLength: 40, list: { column: 4 } },
    { name: 'joined_on', label: 'Joined', type: 'date', list: { column: 5 } },
    tickBox('left', 'Has left', 'Cannot be used in new documents.', 6),
  ],
  layout: [
    {
      section: 'Employee',
      columns: [
        ['employee_number', 'employee_name'],
        ['joined_on', 'left'],
      ],
    },
    { section: 'Contact', columns: [['email'], ['phone']] },
  ],
  permissions,
});

function createPeople(): Domain {
  return { scope: 'people', version: '0.1.0', docTypes: [employee], migrations: () => ({}) };
}

const employees = [
  { employee_number: '001', employee_name: 'Dana Halden', email: 'dana@halden.example', joined_on: '2019-03-01' },
  { employee_number: '002', employee_name: 'Ivo Brandt', email: 'ivo@halden.example', joined_on: '2022-09-12' },
];

export const domainModule: DomainModule = {
  create: () => ({ domain: createPeople() }),
  demo: () => employees.map((values) => ({ doctype: 'employee', values })),
  demoAfter: [],
};
