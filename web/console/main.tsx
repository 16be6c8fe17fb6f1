import { startPage } from '../shared/start-page.js';
import { Console } from './console.js';

startPage((surroundings) => <Console {...surroundings} />);
