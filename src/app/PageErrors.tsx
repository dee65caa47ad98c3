import { Button } from '@fluentui/react-components';
import { Component, type ErrorInfo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLayout } from '../shared/layout.styles.ts';

/** Catches what breaks while a page is drawn, so that the way back out stays. */
export class PageErrors extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };
  static getDerivedStateFromError(): { broken: boolean } { return { broken: true }; }
  override componentDidCatch(error: unknown, info: ErrorInfo): void {
    // eslint-disable-next-line no-console -- the browser's console is where a tab's faults are looked for
    console.error(error, info.componentStack);
  }
  override render(): ReactNode {
    return this.state.broken ? <Broken /> : this.props.children;
  }
}

/** Mostly a chunk that is gone because a newer version was put in place: loading the page afresh helps. */
function Broken() {
  const layout = useLayout();
  const { t } = useTranslation();
  return (
    <div className={layout.page} role="alert">
      <div className={layout.stack}>
        <h1 className={layout.title}>{t('broken.title')}</h1>
        <p className={layout.lead}>{t('broken.what')}</p>
        <div><Button appearance="primary" onClick={() => window.location.reload()}>{t('broken.reload')}</Button></div>
      </div>
    </div>
  );
}
