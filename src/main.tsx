import { createRoot } from 'react-dom/client';
import { preloadPage } from './app/pages.ts';
import { Start } from './app/Start.tsx';

// The page's own chunk comes down while Teams is being asked who we are.
void preloadPage(window.location.pathname);
const root = document.getElementById('root');
if (root) createRoot(root).render(<Start />);
