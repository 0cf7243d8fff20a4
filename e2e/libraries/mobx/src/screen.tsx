import { Page, PageHeader } from '@business-m/ui';
import { makeAutoObservable } from 'mobx';
import { observer } from 'mobx-react-lite';

class Stock {
  pieces = 3;
  constructor() {
    makeAutoObservable(this);
  }
  get said() {
    return `${this.pieces} pieces`;
  }
  take() {
    this.pieces -= 1;
  }
}
const stock = new Stock();
const Said = observer(() => <output>{stock.said}</output>);

export default function Screen() {
  return (
    <Page>
      <PageHeader title="mobx" />
      <button type="button" onClick={() => stock.take()}>
        Take
      </button>
      <Said />
    </Page>
  );
}
