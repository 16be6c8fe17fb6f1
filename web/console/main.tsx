import { startPage } from '../shared/start-page.js';
import './styles/page.css';
import './styles/figures.css';
import './styles/rows.css';
import './styles/filters.css';
import './styles/renewal.css';
import './styles/charts.css';
import { Console } from './console.js';

startPage((surroundings) => <Console {...surroundings} />);
