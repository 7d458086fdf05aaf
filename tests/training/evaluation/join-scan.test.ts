import { joinScan } from '../../../training/evaluation/join-scan.ts';
import { radiograph } from '../../support/radiographs.ts';

const films = [
  radiograph('a.jpg', { fractured: true }),
  radiograph('b.jpg'),
  radiograph('c.jpg'),
  radiograph('d.jpg'),
];

describe('joinScan', () => {
  it('finds films by base name and lists those without a number', () => {
    const csv = [
      '\ufeffpath,patientId,scope,probability',
      'C:\\films\\a.jpg,"x,y",unknown,0.91',
      '/films/b.jpg,,unknown,1.5e-3',
      '/films/c.jpg,,outOfScope,',
      '/films/elsewhere.jpg,,unknown,0.5',
    ].join('\n');
    expect(joinScan(csv, films)).toEqual({
      films: [
        { score: 0.91, positive: true },
        { score: 0.0015, positive: false },
      ],
      missing: ['c.jpg', 'd.jpg'],
    });
  });
});
