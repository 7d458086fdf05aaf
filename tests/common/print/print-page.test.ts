import { printMarkup, printStyle } from '#common/print/print-page';
import type { PrintJob } from '#common/print/sheet';

const job: PrintJob = {
  paper: 'Letter',
  landscape: true,
  sheets: [[{ kind: 'text', left: 10, top: 10, text: '<script>"&', bold: true }]],
  pictures: [],
};

describe('the page that is printed', () => {
  it('has the size of the paper', () => {
    expect(printStyle(job)).toContain('@page { size: 279.4mm 215.9mm; margin: 0 }');
  });

  it('takes no word of a file for markup', () => {
    const markup = printMarkup(job);
    expect(markup).toContain('&#60;script&#62;&#34;&#38;');
    expect(markup).not.toContain('<script');
  });
});
