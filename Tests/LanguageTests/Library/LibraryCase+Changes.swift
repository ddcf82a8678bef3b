extension LibraryCase {
  /// Statements that change a list or a dict, with what CPython 3.11.7 prints at their end.
  static let changes = table(
    #"""
    a = [1, 2]; a.append(3); a → [1, 2, 3]
    a = [1, 2]; a.extend('bc'); a → [1, 2, 'b', 'c']
    a = [1, 2]; a.extend(a); a → [1, 2, 1, 2]
    a = [1, 2]; a.insert(0, 9); a → [9, 1, 2]
    a = [1, 2]; a.insert(-1, 9); a → [1, 9, 2]
    a = [1, 2]; a.insert(100, 9); a → [1, 2, 9]
    a = [1, 2]; a.insert(-100, 9); a → [9, 1, 2]
    a = [1, 2, 1]; a.remove(1); a → [2, 1]
    a = [1, 2, 3]; a.pop(); a → 3\n[1, 2]
    a = [1, 2, 3]; a.pop(-3); a → 1\n[2, 3]
    a = [3, 1, 2]; a.sort(); a → [1, 2, 3]
    a = [3, 1, 2]; a.sort(key=lambda v: -v); a → [3, 2, 1]
    a = [1, 2, 3]; a.reverse(); a → [3, 2, 1]
    a = [1, 2]; a.clear(); a → []
    a = [1, 2]; b = a.copy(); b.append(3); a → [1, 2]
    a = [1]; b = a; b.append(2); a → [1, 2]
    a = [1]; a.append(a); a → [1, [...]]
    d = {'a': 1}; d.update(b=2); d → {'a': 1, 'b': 2}
    d = {'a': 1}; d.update({'a': 5, 'c': 6}); d → {'a': 5, 'c': 6}
    d = {'a': 1}; d.update([('b', 2)], c=3); d → {'a': 1, 'b': 2, 'c': 3}
    d = {1: 'a'}; d.update({True: 'b'}); d → {1: 'b'}
    d = {'a': 1}; d.setdefault('b', 2); d → 2\n{'a': 1, 'b': 2}
    d = {'a': 1, 'b': 2}; d.pop('a'); d → 1\n{'b': 2}
    d = {'a': 1, 'b': 2}; d.popitem(); d → ('b', 2)\n{'a': 1}
    d = {'a': 1}; d.clear(); d → {}
    d = {'a': 1}; e = d.copy(); e['a'] = 2; d → {'a': 1}
    print('a', 1, 2.5, None, sep=', ') → a, 1, 2.5, None
    print([1, 'a'], (1,), {'a': 1}) → [1, 'a'] (1,) {'a': 1}
    print('a\n') → a\n
    i = iter([1, 2]); next(i); next(i); next(i, 'end') → 1\n2\n'end'
    e = enumerate('ab'); next(e); list(e) → (0, 'a')\n[(1, 'b')]
    z = zip('ab', [1, 2]); list(z); list(z) → [('a', 1), ('b', 2)]\n[]
    """#)
}
