extension LibraryCase {
  /// Shapes, indices and reductions, with what `str` of the result gives in NumPy 2.4.6.
  static let numpyShapes = table(
    #"""
    np.sort([3, 1, 2]) → [1 2 3]
    np.sort([[3, 1], [2, 0]], axis=None) → [0 1 2 3]
    np.argsort([3, 1, 2]) → [1 2 0]
    np.cumsum([[1, 2], [3, 4]]) → [ 1  3  6 10]
    np.cumprod([[1, 2], [3, 4]], axis=1) → [[ 1  2]\n [ 3 12]]
    np.argmax([[1, 9], [3, 4]]) → 1
    np.argmax([[1, 9], [3, 4]], axis=0, keepdims=True) → [[1 0]]
    np.tile([1, 2], (2, 2)) → [[1 2 1 2]\n [1 2 1 2]]
    np.repeat([[1, 2], [3, 4]], 2, axis=1) → [[1 1 2 2]\n [3 3 4 4]]
    np.pad([1, 2, 3], 2, mode='wrap') → [2 3 1 2 3 1 2]
    np.pad([1, 2, 3], (7, 1), mode='reflect') → [2 3 2 1 2 3 2 1 2 3 2]
    np.pad([1, 2, 3], (4, 5), mode='symmetric') → [3 3 2 1 1 2 3 3 2 1 1 2]
    np.pad([1, 2, 3], 2, mode='edge') → [1 1 1 2 3 3 3]
    np.pad([[1, 2]], ((1, 0), (0, 2)), constant_values=7) → [[7 7 7 7]\n [1 2 7 7]]
    np.flip([[1, 2], [3, 4]]) → [[4 3]\n [2 1]]
    np.roll([[1, 2], [3, 4]], 1) → [[4 1]\n [2 3]]
    np.swapaxes(np.arange(6).reshape(1, 2, 3), 0, 2) → [[[0]\n  [3]]\n\n [[1]\n  [4]]\n\n [[2]\n  [5]]]
    np.moveaxis(np.arange(6).reshape(1, 2, 3), 0, -1) → [[[0]\n  [1]\n  [2]]\n\n [[3]\n  [4]\n  [5]]]
    np.moveaxis(np.arange(6).reshape(1, 2, 3), [0, 1], [-1, -2]) → [[[0]\n  [3]]\n\n [[1]\n  [4]]\n\n [[2]\n  [5]]]
    np.hstack([[1, 2], [3]]) → [1 2 3]
    np.vstack([[1, 2], [3, 4]]) → [[1 2]\n [3 4]]
    np.dstack([[1, 2], [3, 4]]) → [[[1 3]\n  [2 4]]]
    np.column_stack([[1, 2], [3, 4]]) → [[1 3]\n [2 4]]
    np.append([1, 2], [[3, 4]]) → [1 2 3 4]
    np.append([[1, 2]], [[3, 4]], axis=0) → [[1 2]\n [3 4]]
    np.rot90([[1, 2, 3], [4, 5, 6]]) → [[3 6]\n [2 5]\n [1 4]]
    np.rot90([[1, 2], [3, 4]], k=-1) → [[3 1]\n [4 2]]
    np.rot90([[1, 2, 3], [4, 5, 6]], 2) → [[6 5 4]\n [3 2 1]]
    np.take([[1, 2], [3, 4]], -1) → 4
    np.take([[1, 2], [3, 4]], [0, -1], axis=1) → [[1 2]\n [3 4]]
    np.take([1, 2, 3], [4, -5], mode='wrap') → [2 2]
    np.take([1, 2, 3], [4, -5], mode='clip') → [3 1]
    np.take_along_axis(np.array([[3, 1, 2]]), np.array([[1, 2, 0]]), axis=1) → [[1 2 3]]
    np.diag([1, 2], k=1) → [[0 1 0]\n [0 0 2]\n [0 0 0]]
    np.diag([[1, 2], [3, 4]]) → [1 4]
    np.diagonal(np.arange(12).reshape(2, 2, 3), offset=1, axis1=1, axis2=2) → [[ 1  5]\n [ 7 11]]
    np.trace([[1, 2], [3, 4]], offset=1) → 2
    np.tril(np.ones((3, 3)), -1) → [[0. 0. 0.]\n [1. 0. 0.]\n [1. 1. 0.]]
    np.triu([[1, 2], [3, 4]], 1) → [[0 2]\n [0 0]]
    np.argwhere([[1, 0], [0, 2]]) → [[0 0]\n [1 1]]
    np.searchsorted([1, 3, 5], [3, 4], side='right') → [2 2]
    np.bincount([0, 2, 2]) → [1 0 2]
    np.median([1, 4, 2, 3]) → 2.5
    np.median([[1., 4.], [2., nan]], axis=1) → [2.5 nan]
    np.quantile([1, 2, 3, 4], [0.25, 0.5]) → [1.75 2.5 ]
    np.quantile([[1., 3.], [2., 6.]], 0.3, axis=1, keepdims=True) → [[1.6]\n [3.2]]
    np.var([1, 2, 3, 4], ddof=1) → 1.6666666666666667
    np.std([1, 2, 3, 4], ddof=1) → 1.2909944487358056
    np.count_nonzero([[1, 0], [2, 3]], axis=1) → [1 2]
    np.eye(3, k=1) → [[0. 1. 0.]\n [0. 0. 1.]\n [0. 0. 0.]]
    np.eye(2, 3, k=-1) → [[0. 0. 0.]\n [1. 0. 0.]]
    np.linspace(0, 1, 4, endpoint=False) → [0.   0.25 0.5  0.75]
    np.logspace(0, 2, 3) → [  1.  10. 100.]
    np.geomspace(1, 8, 4) → [1. 2. 4. 8.]
    np.full_like([1., 2.], 7) → [7. 7.]
    """#)
}
