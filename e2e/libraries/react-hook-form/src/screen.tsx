import { Page, PageHeader } from '@business-m/ui';
import { useState } from 'react';
import { useForm } from 'react-hook-form';

export default function Screen() {
  const [said, setSaid] = useState('');
  const { register, handleSubmit, formState } = useForm<{ name: string }>();
  return (
    <Page>
      <PageHeader title="react-hook-form" />
      <form onSubmit={handleSubmit(({ name }) => setSaid(`${name} saved`))} noValidate>
        <label>
          Name <input {...register('name', { required: 'A name is missing' })} />
        </label>
        <button type="submit">Save</button>
      </form>
      <output>{formState.errors.name?.message ?? said}</output>
    </Page>
  );
}
