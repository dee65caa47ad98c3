import type { PageEvent, Theme } from '../page-types.ts';
import type { Route } from './page-state.ts';

/** One of the page's areas, alive while it is shown. */
export interface View {
  element: HTMLElement;
  /** Another place in the same area; false when the view cannot show it and must be made anew. */
  goTo(route: Route): boolean | Promise<boolean>;
  onEvent(event: PageEvent): void;
  onTheme(theme: Theme): void;
  /** The host's back button; true when the view took care of it. */
  onBack(): boolean;
  dispose(): void;
}
