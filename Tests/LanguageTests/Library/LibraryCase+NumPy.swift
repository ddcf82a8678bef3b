extension LibraryCase {
  /// NumPy's functions, with what `str` of the result gives in NumPy 2.4.6.
  static let numpy = table(
    #"""
    np.zeros(3) → [0. 0. 0.]
    np.zeros((2, 3)) → [[0. 0. 0.]\n [0. 0. 0.]]
    np.ones((2, 2)) → [[1. 1.]\n [1. 1.]]
    np.ones((2, 2), dtype=np.float32) → [[1. 1.]\n [1. 1.]]
    np.ones((2, 2), dtype='int32') → [[1 1]\n [1 1]]
    np.zeros((2, 2), np.int64) → [[0 0]\n [0 0]]
    np.zeros(()) → 0.0
    np.zeros((0, 3)) → []
    np.full((2, 2), 7.5) → [[7.5 7.5]\n [7.5 7.5]]
    np.full((2,), 3) → [3 3]
    np.full((2, 2), True) → [[ True  True]\n [ True  True]]
    np.full((2, 2), [1., 2.]) → [[1. 2.]\n [1. 2.]]
    np.eye(3) → [[1. 0. 0.]\n [0. 1. 0.]\n [0. 0. 1.]]
    np.eye(2, 3) → [[1. 0. 0.]\n [0. 1. 0.]]
    np.identity(2) → [[1. 0.]\n [0. 1.]]
    np.arange(5) → [0 1 2 3 4]
    np.arange(2, 8, 2) → [2 4 6]
    np.arange(5, 0, -2) → [5 3 1]
    np.arange(0., 1., 0.25) → [0.   0.25 0.5  0.75]
    np.arange(0, 1, 0.1) → [0.  0.1 0.2 0.3 0.4 0.5 0.6 0.7 0.8 0.9]
    np.arange(3, dtype=np.float32) → [0. 1. 2.]
    np.arange(1, 4, dtype='float64') → [1. 2. 3.]
    np.arange(0) → []
    np.linspace(0, 1, 5) → [0.   0.25 0.5  0.75 1.  ]
    np.linspace(0, 1) → [0.         0.02040816 0.04081633 0.06122449 0.08163265 0.10204082\n 0.12244898 0.14285714 0.16326531 0.18367347 0.20408163 0.2244898\n 0.24489796 0.26530612 0.28571429 0.30612245 0.32653061 0.34693878\n 0.36734694 0.3877551  0.40816327 0.42857143 0.44897959 0.46938776\n 0.48979592 0.51020408 0.53061224 0.55102041 0.57142857 0.59183673\n 0.6122449  0.63265306 0.65306122 0.67346939 0.69387755 0.71428571\n 0.73469388 0.75510204 0.7755102  0.79591837 0.81632653 0.83673469\n 0.85714286 0.87755102 0.89795918 0.91836735 0.93877551 0.95918367\n 0.97959184 1.        ]
    np.linspace(-1, 1, 3, dtype=np.float32) → [-1.  0.  1.]
    np.linspace(2, 3, 1) → [2.]
    np.linspace(0, 1, 0) → []
    np.zeros_like([1, 2]) → [0 0]
    np.ones_like([[1., 2.]]) → [[1. 1.]]
    np.ones_like([1.5], dtype=np.int32) → [1]
    np.array([1., 2.]) → [1. 2.]
    np.array([[1, 2], [3, 4]]) → [[1 2]\n [3 4]]
    np.array([1, 2.5]) → [1.  2.5]
    np.array([True, False]) → [ True False]
    np.array(3) → 3
    np.array([1.7, -1.7], dtype=np.int32) → [ 1 -1]
    np.array([0.1, 0.2], dtype=np.float32) → [0.1 0.2]
    np.asarray([1, 2]) → [1 2]
    np.array([1., 2.]).shape → (2,)
    np.array([[1., 2.], [3., 4.]]).T → [[1. 3.]\n [2. 4.]]
    np.array([[1., 2.], [3., 4.]]).sum() → 10.0
    np.array([[1., 2.], [3., 4.]]).sum(axis=0) → [4. 6.]
    np.array([[1., 2.], [3., 4.]]).sum(0) → [4. 6.]
    np.array([[1., 2.], [3., 4.]]).mean(axis=1, keepdims=True) → [[1.5]\n [3.5]]
    np.array([[1., 2.], [3., 4.]]).max() → 4.0
    np.array([[1., 2.], [3., 4.]]).min(axis=0) → [1. 2.]
    np.array([[1., 2.], [3., 4.]]).prod() → 24.0
    np.array([3, 1, 2]).argmax() → 0
    np.array([1, 2, 3, 4]).reshape(2, 2) → [[1 2]\n [3 4]]
    np.array([1, 2, 3, 4]).reshape((2, -1)) → [[1 2]\n [3 4]]
    np.array([[1, 2], [3, 4]]).flatten() → [1 2 3 4]
    np.array([[1, 2], [3, 4]]).ravel() → [1 2 3 4]
    np.array([[1, 2], [3, 4]]).tolist() → [[1, 2], [3, 4]]
    np.array([1.5, 2.5]).astype(np.int32) → [1 2]
    np.array([1.5, 2.5]).astype(int) → [1 2]
    np.array([1, 2]).astype('float64') → [1. 2.]
    np.array([[1., 2.], [3., 4.]]).dot(np.array([1., 1.])) → [3. 7.]
    np.array([[1., 2.], [3., 4.]]).transpose() → [[1. 3.]\n [2. 4.]]
    np.array([1., 2., 3.]).cumsum() → [1. 3. 6.]
    np.array([[1.]]).item() → 1.0
    np.array([5]).item() → 5
    np.array([1., 2.]).ndim → 1
    np.array([[1., 2.]]).size → 2
    np.array([True, False]).any() → True
    np.array([True, False]).all() → False
    np.array(0.1, dtype=np.float32).item() → 0.10000000149011612
    np.array([[[1], [2]]]).squeeze() → [1 2]
    np.zeros((2, 0)).tolist() → [[], []]
    np.zeros((0, 2)).tolist() → []
    np.array([0.1, 0.7], dtype=np.float32).tolist() → [0.10000000149011612, 0.699999988079071]
    np.linalg.norm([3., 4.]) → 5.0
    np.linalg.norm([3, 4]) → 5.0
    np.linalg.norm([[1., 2.], [3., 4.]], axis=0) → [3.16227766 4.47213595]
    np.linalg.norm([1., -2.], 1) → 3.0
    np.linalg.norm([1., -2.], np.inf) → 2.0
    np.std([1., 2., 4.]) → 1.247219128924647
    np.var([[1., 2.], [3., 5.]], axis=0) → [1.   2.25]
    np.clip([1., 5., -1.], 0, 2) → [1. 2. 0.]
    np.clip([1, 5, -1], 0, 2) → [1 2 0]
    np.clip([1., 5.], None, 2.) → [1. 2.]
    np.clip([1., 5.], 2., None) → [2. 5.]
    np.allclose([1., 2.], [1., 2. + 1e-9]) → True
    np.allclose([1.], [1.1]) → False
    np.array_equal([1, 2], [1, 2]) → True
    np.array_equal([1, 2], [1, 2, 3]) → False
    np.shape([[1, 2]]) → (1, 2)
    np.ndim([[1, 2]]) → 2
    np.size([[1, 2]]) → 2
    np.pi → 3.141592653589793
    np.float32(0.1) → 0.1
    np.float64(2) → 2.0
    np.int32(7) → 7
    np.sum([1, 2]) → 3
    np.exp([0., 1.]) → [1.         2.71828183]
    np.mean([1, 2]) → 1.5
    np.sqrt(4) → 2.0
    np.dot([1., 2.], [3., 4.]) → 11.0
    np.maximum([1, 5], 3) → [3 5]
    """#)
}
