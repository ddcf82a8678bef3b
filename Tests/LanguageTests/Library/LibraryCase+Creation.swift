extension LibraryCase {
  /// Bare and TensorFlow's names of creation, with their values and element types.
  static let creation = table(
    #"""
    ones(2, 2) → [[1. 1.]\n [1. 1.]]
    ones((2, 2)) → [[1. 1.]\n [1. 1.]]
    ones([2, 2]) → [[1. 1.]\n [1. 1.]]
    ones(constant([2, 2])) → [[1. 1.]\n [1. 1.]]
    ones((2, 2), dtype='float64').dtype → float64
    zeros(3) → [0. 0. 0.]
    zeros(3).dtype → float32
    zeros([2, 3], float64).dtype → float64
    tf.ones((2, 2), tf.int32) → [[1 1]\n [1 1]]
    tf.zeros(shape=(2, 2)) → [[0. 0.]\n [0. 0.]]
    zeros(()) → 0.0
    tf.fill([2, 2], 9) → [[9 9]\n [9 9]]
    full((2,), 1.5) → [1.5 1.5]
    full((2,), 1, dtype=float64).dtype → float64
    eye(2) → [[1. 0.]\n [0. 1.]]
    tf.eye(2, 3) → [[1. 0. 0.]\n [0. 1. 0.]]
    arange(3) → [0 1 2]
    arange(3).dtype → int32
    tf.range(5) → [0 1 2 3 4]
    tf.range(0., 1., 0.25) → [0.   0.25 0.5  0.75]
    tf.range(start=3, limit=18, delta=3) → [ 3  6  9 12 15]
    tf.range(5, delta=2) → [0 2 4]
    linspace(0., 1., 3) → [0.  0.5 1. ]
    tf.linspace(0., 1., 3).dtype → float32
    ones_like(constant([[1, 2]])) → [[1 1]]
    zeros_like(constant([1., 2.]), dtype=int32) → [0 0]
    zeros_like([1., 2.]).dtype → float32
    constant([[1., 2.], [3., 4.]]) → [[1. 2.]\n [3. 4.]]
    constant(3).dtype → int32
    constant(3.).dtype → float32
    constant(True).dtype → bool
    tf.constant([1, 2, 3], dtype=tf.float32) → [1. 2. 3.]
    tf.constant(0., shape=[2, 3]) → [[0. 0. 0.]\n [0. 0. 0.]]
    tf.constant([1, 2, 3, 4], shape=(2, 2)) → [[1 2]\n [3 4]]
    tf.constant(1., name='x') → 1.0
    tf.convert_to_tensor([1., 2.]) → [1. 2.]
    tf.shape(ones(2, 3)) → [2 3]
    tf.rank(ones(2, 3)) → 2
    tf.size(ones(2, 3)) → 6
    shape(ones(2, 3)) → (2, 3)
    isinstance(ones(2), tf.Tensor) → True
    isinstance(Variable(1.), tf.Variable) → True
    isinstance(np.ones(2), np.ndarray) → True
    isinstance(1, tf.Tensor) → False
    tf.float32.name → 'float32'
    tf.as_dtype('float64') → float64
    tf.executing_eagerly() → True
    normal((2, 3)).shape → (2, 3)
    tf.random.normal([2], dtype=tf.float64).dtype → float64
    tf.random.uniform((3,), 0, 10, dtype=tf.int32).dtype → int32
    np.random.randn(2, 3).shape → (2, 3)
    np.random.rand(2).dtype → float64
    np.random.normal(0, 1, (2, 2)).shape → (2, 2)
    np.random.randint(0, 10, 3).dtype → int64
    type(np.random.rand()) → <class 'float'>
    float(constant(1.5)) → 1.5
    int(constant([3.7])) → 3
    bool(constant(0.)) → False
    math.sqrt(constant(4.)) → 2.0
    """#)

  /// Arguments that would need too much, or that are no shapes, with the exception's type.
  static let hostile = table(
    #"""
    ones(1000000, 1000000) → MemoryError
    zeros((10 ** 18,)) → MemoryError
    ones(10 ** 10, 10 ** 10, 10 ** 10) → MemoryError
    ones([1] * 100) → ShapeError
    ones(range(10 ** 18)) → MemoryError
    eye(10 ** 9) → MemoryError
    full((10 ** 13,), 1.) → MemoryError
    arange(10 ** 18) → MemoryError
    arange(0., 1., 1e-15) → MemoryError
    linspace(0, 1, 10 ** 15) → MemoryError
    normal((1000000, 1000000)) → MemoryError
    list(range(10 ** 18)) → MemoryError
    tuple(range(10 ** 18)) → MemoryError
    sorted(range(10 ** 18)) → MemoryError
    'x'.center(10 ** 12) → MemoryError
    'x'.zfill(10 ** 15) → MemoryError
    'x'.ljust(10 ** 18) → MemoryError
    ('a' * 1000).replace('', 'b' * 1000000) → MemoryError
    ones(-1) → ShapeError
    eye(-1) → ShapeError
    ones(2.5) → TypeError
    ones('a') → TypeError
    ones() → TypeError
    ones(2, 2, dtype='float31') → TypeError
    arange(0, 5, 0) → ValueError
    arange(1, 2, 3, 4) → TypeError
    linspace(0, 1, -1) → ValueError
    randint(5, 5, (2,)) → ValueError
    tf.random.uniform((3,), dtype=tf.int32) → ValueError
    constant('a') → TypeError
    constant(2 ** 40, int32) → OverflowError
    sum(ones(2, 2), 0) → TypeError
    max(constant([1., 3.]), constant([2., 2.])) → TypeError
    float(ones(2)) → TypeError
    ones(2, 2).item() → ValueError
    math.sqrt(ones(2)) → TypeError
    round(9223372036854775807, -1) → OverflowError
    abs(-9223372036854775807 - 1) → OverflowError
    math.factorial(21) → OverflowError
    math.comb(100, 50) → OverflowError
    int('9' * 30) → OverflowError
    tf.Tensor(1) → TypeError
    """#)
}
