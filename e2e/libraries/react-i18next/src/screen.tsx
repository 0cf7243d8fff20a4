import { Page, PageHeader } from '@business-m/ui';
import { createInstance } from 'i18next';
import { I18nextProvider, initReactI18next, Trans, useTranslation } from 'react-i18next';

const i18n = createInstance();
i18n.use(initReactI18next).init({
  lng: 'en',
  resources: {
    en: { translation: { pieces_one: '<b>{{count}}</b> piece', pieces_other: '<b>{{count}}</b> pieces' } },
    de: { translation: { pieces_one: '<b>{{count}}</b> Stück', pieces_other: '<b>{{count}}</b> Stücke' } },
  },
});

function Pieces() {
  const { i18n: current } = useTranslation();
  return (
    <>
      <button type="button" onClick={() => current.changeLanguage('de')}>
        Deutsch
      </button>
      <output>
        <Trans i18nKey="pieces" count={2} components={{ b: <b /> }} />
      </output>
    </>
  );
}

export default function Screen() {
  return (
    <Page>
      <PageHeader title="react-i18next" />
      <I18nextProvider i18n={i18n}>
        <Pieces />
      </I18nextProvider>
    </Page>
  );
}
