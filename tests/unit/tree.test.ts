import { describe, expect, test } from 'vitest';
import { compareNumbers, parentOf } from '../../src/paper/number.ts';
import { findNeighbors, findPath } from '../../src/paper/tree.ts';
import { paper } from '../support/paper.ts';

const { root } = paper;
const find = (number: string) => {
  const section = findPath(root, number).at(-1);
  if (!section) throw new Error(`no section ${number}`);
  return section;
};

test('compareNumbers orders the abstract, then numbers by value, then names', () => {
  const sorted = ['notes', '10', '2.10', '2', 'abstract', '2.9', '1'].sort(compareNumbers);
  expect(sorted).toEqual(['abstract', '1', '2', '2.9', '2.10', '10', 'notes']);
});

test.each([
  ['3.1.2', '3.1'],
  ['3', ''],
  ['abstract', ''],
])('parentOf puts %s below “%s”', (number, parent) => {
  expect(parentOf(number)).toBe(parent);
});

test.each([
  ['', ['']],
  ['3', ['', '3']],
  ['3.1', ['', '3', '3.1']],
  ['9', []],
])('findPath reaches “%s” by way of %j', (number, path) => {
  expect(findPath(root, number).map((section) => section.number)).toEqual(path);
});

describe('findNeighbors', () => {
  test.each([
    ['abstract', undefined, '1'],
    ['2', '1', '3.1'],
    ['3', '2', '4'],
    ['3.1', '2', '3.2'],
    ['3.3', '3.2', '4.1'],
    ['5', '4', '6'],
    ['6', '5.3', undefined],
    ['', undefined, undefined],
  ])('finds the neighbors of %s: %s and %s', (number, previous, next) => {
    const neighbors = findNeighbors(root, find(number));
    expect([neighbors.previous?.number, neighbors.next?.number]).toEqual([previous, next]);
  });

  test('includes the text of a chapter that also has sections', () => {
    const chapter = find('3');
    const withText = { ...chapter, paragraphs: find('2').paragraphs };
    const tree = {
      ...root,
      children: root.children.map((child) => (child === chapter ? withText : child)),
    };
    expect(findNeighbors(tree, find('2')).next?.number).toBe('3');
    expect(findNeighbors(tree, find('3.1')).previous?.number).toBe('3');
  });
});
