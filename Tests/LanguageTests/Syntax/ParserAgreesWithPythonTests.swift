import Testing

@testable import Language

/// The trees of `python3 -c 'import ast; …'` (CPython 3.11), written as `SyntaxText` does.
@Suite struct ParserAgreesWithPythonTests {
  @Test(arguments: cases) func theTreeIsPythons(_ source: String, _ tree: String) {
    #expect(SyntaxFixture.parse(source) == tree)
  }

  static let cases: [(String, String)] = [
    (
      #"-x**2"#,
      #"(- (** x 2))"#
    ),
    (
      #"2**-x**2"#,
      #"(** 2 (- (** x 2)))"#
    ),
    (
      #"2**3**2"#,
      #"(** 2 (** 3 2))"#
    ),
    (
      #"a + b * c - d / e // f % g @ h"#,
      #"(- (+ a (* b c)) (@ (% (// (/ d e) f) g) h))"#
    ),
    (
      #"a @ b @ c"#,
      #"(@ (@ a b) c)"#
    ),
    (
      #"not a == b"#,
      #"(not (cmp a == b))"#
    ),
    (
      #"not a and b or c"#,
      #"(or (and (not a) b) c)"#
    ),
    (
      #"a < b <= c != d is not e in f not in g is h"#,
      #"(cmp a < b <= c != d is not e in f not in g is h)"#
    ),
    (
      #"x | y & z"#,
      #"(| x (& y z))"#
    ),
    (
      #"~x + y"#,
      #"(+ (~ x) y)"#
    ),
    (
      #"-x.y[0](1)"#,
      #"(- (call ([] (. x y) 0) 1))"#
    ),
    (
      #"(a < b) < c"#,
      #"(cmp (cmp a < b) < c)"#
    ),
    (
      #"a if b else c if d else e"#,
      #"(if b a (if d c e))"#
    ),
    (
      #"lambda: 0"#,
      #"(lambda () 0)"#
    ),
    (
      #"lambda x, y=2, *a, z, **k: x + y"#,
      #"(lambda (x y=2 *a =z **k) (+ x y))"#
    ),
    (
      #"lambda x, /, y: (x, y)"#,
      #"(lambda (/x y) (tuple x y))"#
    ),
    (
      #"f(x, *a, k=1, **d)"#,
      #"(call f x *a k=1 **d)"#
    ),
    (
      #"f(*a, k=1, *b)"#,
      #"(call f *a k=1 *b)"#
    ),
    (
      #"f(x for x in y)"#,
      #"(call f (gen x for x in y))"#
    ),
    (
      #"f((x for x in y), 1)"#,
      #"(call f (gen x for x in y) 1)"#
    ),
    (
      #"x[1]"#,
      #"([] x 1)"#
    ),
    (
      #"x[1, 2]"#,
      #"([] x tuple 1 2)"#
    ),
    (
      #"x[(1, 2)]"#,
      #"([] x (tuple 1 2))"#
    ),
    (
      #"x[1,]"#,
      #"([] x tuple 1)"#
    ),
    (
      #"x[:]"#,
      #"([] x ::)"#
    ),
    (
      #"x[::2]"#,
      #"([] x ::2)"#
    ),
    (
      #"x[1:2:3]"#,
      #"([] x 1:2:3)"#
    ),
    (
      #"x[::-1, None, ..., a:b]"#,
      #"([] x tuple ::(- 1) None ... a:b:)"#
    ),
    (
      #"x[..., None, ::-1]"#,
      #"([] x tuple ... None ::(- 1))"#
    ),
    (
      #"x[-1:]"#,
      #"([] x (- 1)::)"#
    ),
    (
      #"[1, 2., 'a', None, True]"#,
      #"[1 2.0 'a' None True]"#
    ),
    (
      #"[]"#,
      #"[]"#
    ),
    (
      #"()"#,
      #"(tuple)"#
    ),
    (
      #"(1,)"#,
      #"(tuple 1)"#
    ),
    (
      #"(1)"#,
      #"1"#
    ),
    (
      #"(a, *b)"#,
      #"(tuple a (* b))"#
    ),
    (
      #"[*a, 1]"#,
      #"[(* a) 1]"#
    ),
    (
      #"{}"#,
      #"{}"#
    ),
    (
      #"{'a': 1, **b, 2: c}"#,
      #"{'a':1 **b 2:c}"#
    ),
    (
      #"[x for x in y]"#,
      #"[x for x in y]"#
    ),
    (
      #"[x*y for x in a if x if y for y in b]"#,
      #"[(* x y) for x in a if x if y for y in b]"#
    ),
    (
      #"{k: v for k, v in d.items()}"#,
      #"{k:v for (tuple k v) in (call (. d items))}"#
    ),
    (
      #"[(i, j) for i, j in zip(a, b)]"#,
      #"[(tuple i j) for (tuple i j) in (call zip a b)]"#
    ),
    (
      #"a, b = b, a"#,
      #"(= (tuple a b) (tuple b a))"#
    ),
    (
      #"a = b = c, d"#,
      #"(= a b (tuple c d))"#
    ),
    (
      #"*a, b = c"#,
      #"(= (tuple (* a) b) c)"#
    ),
    (
      #"(a, [b, c]) = d"#,
      #"(= (tuple a [b c]) d)"#
    ),
    (
      #"[a, *b] = c"#,
      #"(= [a (* b)] c)"#
    ),
    (
      #"x.y = x[0] = 1"#,
      #"(= (. x y) ([] x 0) 1)"#
    ),
    (
      #"x += 1"#,
      #"(+= x 1)"#
    ),
    (
      #"x **= 2"#,
      #"(**= x 2)"#
    ),
    (
      #"x @= y"#,
      #"(@= x y)"#
    ),
    (
      #"x //= y"#,
      #"(//= x y)"#
    ),
    (
      #"x[0] -= 1"#,
      #"(-= ([] x 0) 1)"#
    ),
    (
      #"x: int = 3"#,
      #"(: x 3)"#
    ),
    (
      #"x: int"#,
      #"(: x)"#
    ),
    (
      #"1"#,
      #"1"#
    ),
    (
      #"1."#,
      #"1.0"#
    ),
    (
      #".5"#,
      #"0.5"#
    ),
    (
      #"1e-3"#,
      #"0.001"#
    ),
    (
      #"1_000"#,
      #"1000"#
    ),
    (
      #"0xff"#,
      #"255"#
    ),
    (
      #"0b101"#,
      #"5"#
    ),
    (
      #"0o17"#,
      #"15"#
    ),
    (
      #"1e400"#,
      #"inf"#
    ),
    (
      #"1.5e3"#,
      #"1500.0"#
    ),
    (
      #"1..real"#,
      #"(. 1.0 real)"#
    ),
    (
      #"'a' "b""#,
      #"'ab'"#
    ),
    (
      #"'\x41\u00e9\n'"#,
      #"'Aé\#n'"#
    ),
    (
      #"r'\n'"#,
      #"'\n'"#
    ),
    (
      ##""""a\##nb""""##,
      #"'a\#nb'"#
    ),
    (
      #"f'{x}'"#,
      #"f[{x}]"#
    ),
    (
      #"f'a{x:.3f}b'"#,
      #"f['a' {x:['.3f']} 'b']"#
    ),
    (
      #"f'{x!r:>{w}}'"#,
      #"f[{x!r:['>' {w}]}]"#
    ),
    (
      #"f'{{{x}}}'"#,
      #"f['{' {x} '}']"#
    ),
    (
      #"f'a' 'b' f'{c}'"#,
      #"f['ab' {c}]"#
    ),
    (
      #"f'{x:{w}.{p}}'"#,
      #"f[{x:[{w} '.' {p}]}]"#
    ),
    (
      #"f"{d['a']}""#,
      #"f[{([] d 'a')}]"#
    ),
    (
      #"f'{x if y else z}'"#,
      #"f[{(if y x z)}]"#
    ),
    (
      #"f'{(lambda q: q)(1)}'"#,
      #"f[{(call (lambda (q) q) 1)}]"#
    ),
    (
      #"rf'\d{x}'"#,
      #"f['\d' {x}]"#
    ),
    (
      #"x = yield_ = 1"#,
      #"(= x yield_ 1)"#
    ),
    (
      #"assert x, 'no'"#,
      #"(assert x 'no')"#
    ),
    (
      #"assert x == y"#,
      #"(assert (cmp x == y))"#
    ),
    (
      #"del x"#,
      #"(del x)"#
    ),
    (
      #"del x, y[0], z.a"#,
      #"(del x ([] y 0) (. z a))"#
    ),
    (
      #"del (x, y)"#,
      #"(del (tuple x y))"#
    ),
    (
      #"raise"#,
      #"(raise)"#
    ),
    (
      #"raise ValueError('a')"#,
      #"(raise (call ValueError 'a'))"#
    ),
    (
      #"raise A from b"#,
      #"(raise A b)"#
    ),
    (
      #"import a"#,
      #"(import a)"#
    ),
    (
      #"import a.b as c, d"#,
      #"(import a.b as c); (import d)"#
    ),
    (
      #"from a.b import c as d, e"#,
      #"(from a.b c as d e)"#
    ),
    (
      #"from a import (b, c,)"#,
      #"(from a b c)"#
    ),
    (
      #"from a import *"#,
      #"(from a *)"#
    ),
    (
      #"pass"#,
      #"pass"#
    ),
    (
      #"a; b; c"#,
      #"a; b; c"#
    ),
    (
      #"if a: b; c"#,
      #"(if a {b; c})"#
    ),
    (
      #"if a:\#n  b\#nelif c:\#n  d\#nelse:\#n  e"#,
      #"(if a {b} c {d} else {e})"#
    ),
    (
      #"for i in range(3):\#n  if i: break\#n  continue\#nelse:\#n  pass"#,
      #"(for i (call range 3) {(if i {break}); continue} else {pass})"#
    ),
    (
      #"for i, (j, k) in x, y: pass"#,
      #"(for (tuple i (tuple j k)) (tuple x y) {pass})"#
    ),
    (
      #"for x, in y: pass"#,
      #"(for (tuple x) y {pass})"#
    ),
    (
      #"while True:\#n    x -= 1\#n    if not x: break"#,
      #"(while True {(-= x 1); (if (not x) {break})})"#
    ),
    (
      #"def f(): pass"#,
      #"(def f () {pass})"#
    ),
    (
      #"def f(a, b=1, *args, c, d=2, **kw) -> int:\#n  'doc'\#n  return a"#,
      #"(def f (a b=1 *args =c =d=2 **kw) {'doc'; (return a)})"#
    ),
    (
      #"def f(a: int, b: str = 'x', /, *, c): return"#,
      #"(def f (/a /b='x' =c) {(return)})"#
    ),
    (
      #"@a.b\#n@c(1)\#ndef f(x):\#n\#n  # c\#n  return x"#,
      #"(@(. a b) @(call c 1) def f (x) {(return x)})"#
    ),
    (
      #"with a as b: pass"#,
      #"(with (a b) {pass})"#
    ),
    (
      #"with a: pass"#,
      #"(with (a) {pass})"#
    ),
    (
      #"with a as b, c as d: pass"#,
      #"(with (a b) (c d) {pass})"#
    ),
    (
      #"with (a as b, c as d,): pass"#,
      #"(with (a b) (c d) {pass})"#
    ),
    (
      #"with (a, b): pass"#,
      #"(with (a) (b) {pass})"#
    ),
    (
      #"with (a): pass"#,
      #"(with (a) {pass})"#
    ),
    (
      #"with (a, b) as c: pass"#,
      #"(with ((tuple a b) c) {pass})"#
    ),
    (
      #"with (a).b as c, d: pass"#,
      #"(with ((. a b) c) (d) {pass})"#
    ),
    (
      #"with a() as (b, c): pass"#,
      #"(with ((call a) (tuple b c)) {pass})"#
    ),
    (
      #"try:\#n  a\#nexcept E as e:\#n  b\#nexcept (F, G):\#n  c\#nexcept:\#n  d\#nelse:\#n  e\#nfinally:\#n  f"#,
      #"(try {a} (except E as e {b}) (except (tuple F G) {c}) (except {d}) else {e} finally {f})"#
    ),
    (
      #"try:\#n  a\#nfinally:\#n  b"#,
      #"(try {a} finally {b})"#
    ),
    (
      #"def f():\#n  x = 1\#n  def g():\#n    nonlocal x\#n    global y\#n    x = 2\#n  return g"#,
      #"(def f () {(= x 1); (def g () {(nonlocal x); (global y); (= x 2)}); (return g)})"#
    ),
    (
      #"x = (1 +\#n  2)"#,
      #"(= x (+ 1 2))"#
    ),
    (
      #"x = 1 + \\#n  2"#,
      #"(= x (+ 1 2))"#
    ),
    (
      #"if a:\#n\#n  # comment\#n      # odd\#n  b\#n\#n\#n  c"#,
      #"(if a {b; c})"#
    ),
    (
      #"if a:\#n\#tb\#n\#tc"#,
      #"(if a {b; c})"#
    ),
    (
      #"a if b else lambda: c"#,
      #"(if b a (lambda () c))"#
    ),
    (
      #"a or b and not c"#,
      #"(or a (and b (not c)))"#
    ),
    (
      #"x[a:b, c]"#,
      #"([] x tuple a:b: c)"#
    ),
    (
      #"x[lambda: 1]"#,
      #"([] x (lambda () 1))"#
    ),
    (
      #"print(f'{a}', end='')"#,
      #"(call print f[{a}] end='')"#
    ),
    (
      #"a == b == c"#,
      #"(cmp a == b == c)"#
    ),
    (
      #"1 if x else 2, 3"#,
      #"(tuple (if x 1 2) 3)"#
    ),
    (
      #"x = *a, b"#,
      #"(= x (tuple (* a) b))"#
    ),
    (
      #"return_ = 1"#,
      #"(= return_ 1)"#
    ),
    (
      #"θ = 重み + 1"#,
      #"(= θ (+ 重み 1))"#
    ),
    (
      #"f(a)(b)[c].d"#,
      #"(. ([] (call (call f a) b) c) d)"#
    ),
    (
      #"(yy) = 1"#,
      #"(= yy 1)"#
    ),
    (
      #"f(**a, b=1)"#,
      #"(call f **a b=1)"#
    ),
    (
      #"-1 ** 2"#,
      #"(- (** 1 2))"#
    ),
    (
      #"not not a"#,
      #"(not (not a))"#
    ),
    (
      #"- - a"#,
      #"(- (- a))"#
    ),
    (
      #"a<b"#,
      #"(cmp a < b)"#
    ),
    (
      #"a<-b"#,
      #"(cmp a < (- b))"#
    ),
    (
      #"x if not y else z"#,
      #"(if (not y) x z)"#
    ),
    (
      #"[i for i in range(5) if i % 2 == 0 or i > 3]"#,
      #"[i for i in (call range 5) if (or (cmp (% i 2) == 0) (cmp i > 3))]"#
    ),
  ]
}
