import { ApolloClient, ApolloLink, gql, InMemoryCache, Observable } from '@apollo/client';
import { ApolloProvider, useMutation, useQuery } from '@apollo/client/react';
import { Page, PageHeader } from '@business-m/ui';

let name = 'Alpine Cycles';
const answers = new ApolloLink(
  ({ operationName, variables }) =>
    new Observable((observer) => {
      if (operationName === 'Rename') name = String(variables.to);
      observer.next({ data: { customer: { __typename: 'Customer', id: '1', name } } });
      observer.complete();
    }),
);
const client = new ApolloClient({ link: answers, cache: new InMemoryCache() });
const customerQuery = gql`query Customer { customer { id name } }`;
const rename = gql`mutation Rename($to: String!) { customer(to: $to) { id name } }`;

function Customer() {
  const { data } = useQuery<{ customer: { name: string } }>(customerQuery);
  const [run] = useMutation(rename);
  return (
    <>
      <button type="button" onClick={() => run({ variables: { to: 'Valley Cycles' } })}>
        Rename
      </button>
      <output>{data?.customer.name}</output>
    </>
  );
}

export default function Screen() {
  return (
    <Page>
      <PageHeader title="apollo" />
      <ApolloProvider client={client}>
        <Customer />
      </ApolloProvider>
    </Page>
  );
}
