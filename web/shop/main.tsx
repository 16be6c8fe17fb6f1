import './shop.css';
import { startPage } from '../shared/start-page.js';
import { Shop } from './shop.js';

startPage((surroundings) => <Shop {...surroundings} />);
