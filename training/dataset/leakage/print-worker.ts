import { answerRequests } from '../../threads/answer-requests.ts';
import { takePrint } from './film-print.ts';

answerRequests(
  (path: string) => takePrint(path),
  ({ pixels }) => [pixels.buffer],
);
