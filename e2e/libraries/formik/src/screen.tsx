import { Page, PageHeader } from '@business-m/ui';
import { ErrorMessage, Field, Form, Formik } from 'formik';
import { useState } from 'react';

export default function Screen() {
  const [said, setSaid] = useState('');
  return (
    <Page>
      <PageHeader title="formik" />
      <Formik
        initialValues={{ name: '' }}
        validate={({ name }) => (name ? {} : { name: 'A name is missing' })}
        onSubmit={({ name }) => setSaid(`${name} saved`)}
      >
        <Form noValidate>
          <label htmlFor="name">Name</label>
          <Field id="name" name="name" />
          <button type="submit">Save</button>
          <output>
            <ErrorMessage name="name" />
            {said}
          </output>
        </Form>
      </Formik>
    </Page>
  );
}
