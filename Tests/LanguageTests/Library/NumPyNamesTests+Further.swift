extension NumPyNamesTests {
  /// Covariances, elements, norms, and the keywords of reductions.
  static let furtherCases: [Case] = [
    ("np.copysign([1.3,2.],[-1.,0.])", [("[-1.3, 2.0]", "float64")]),
    ("np.copysign(1.,-0.)", [("-1.0", "float64")]),
    ("np.divmod([7,-7],3)", [("[2, -3]", "int64"), ("[1, 2]", "int64")]),
    ("np.divmod(7.5,2.)", [("3.0", "float64"), ("1.5", "float64")]),
    ("np.insert([1,2,3],1,9)", [("[1, 9, 2, 3]", "int64")]),
    ("np.insert([1,2,3],1,[8,9])", [("[1, 8, 9, 2, 3]", "int64")]),
    ("np.insert([1,2,3],[0,3],[8,9])", [("[8, 1, 2, 3, 9]", "int64")]),
    ("np.insert([[1,1],[2,2]],1,5)", [("[1, 5, 1, 2, 2]", "int64")]),
    ("np.insert([[1,1],[2,2]],1,5,axis=1)", [("[[1, 5, 1], [2, 5, 2]]", "int64")]),
    ("np.insert([[1,1],[2,2]],1,[7,8],axis=0)", [("[[1, 1], [7, 8], [2, 2]]", "int64")]),
    ("np.insert([[1,1],[2,2]],[1],[[7],[8]],axis=1)", [("[[1, 7, 1], [2, 8, 2]]", "int64")]),
    ("np.insert([1,2,3],-1,9)", [("[1, 2, 9, 3]", "int64")]),
    ("np.delete([1,2,3],1)", [("[1, 3]", "int64")]),
    ("np.delete([[1,2],[3,4]],[0],axis=1)", [("[[2], [4]]", "int64")]),
    ("np.delete([1,2,3,4],[True,False,True,False])", [("[2, 4]", "int64")]),
    ("np.delete([1,2,3],[-1,0])", [("[2]", "int64")]),
    ("np.linalg.trace([[1.,2.],[3.,4.]],offset=1)", [("2.0", "float64")]),
    ("np.linalg.diagonal([[[1.,2.],[3.,4.]]])", [("[[1.0, 4.0]]", "float64")]),
    ("np.linalg.matrix_norm([[3.,0.],[0.,4.]])", [("5.0", "float64")]),
    ("np.linalg.matrix_norm([[3.,0.],[0.,4.]],ord=2,keepdims=True)", [("[[4.0]]", "float64")]),
    ("np.linalg.vector_norm([3.,4.])", [("5.0", "float64")]),
    ("np.linalg.vector_norm([[3.,4.],[6.,8.]],axis=1,ord=1)", [("[7.0, 14.0]", "float64")]),
    (
      "np.linalg.vector_norm([[3.,4.],[6.,8.]],keepdims=True)",
      [
        ("[[11.180339887498949]]", "float64")
      ]
    ),
    ("np.sum(np.array([1,2]),initial=1.5)", [("4", "int64")]),
    ("np.sum([1.5,2.5],dtype=np.int64)", [("3", "int64")]),
    ("np.mean([1,2],dtype=int)", [("1", "int64")]),
    ("np.mean([1,2],dtype=np.float32)", [("1.5", "float32")]),
    ("np.max([1,2],where=[True,False],initial=0)", [("1", "int64")]),
    ("np.max([],initial=3.)", [("3.0", "float64")]),
    ("np.any([True,False],where=[False,True])", [("False", "bool")]),
    ("np.all([True,False],where=[True,False])", [("True", "bool")]),
    ("np.sum(np.array([1,2],dtype=np.int32),dtype=np.int32)", [("3", "int32")]),
    ("np.max([[1,2],[3,4]],axis=0,initial=3)", [("[3, 4]", "int64")]),
    ("np.max(np.array([1,2]),initial=5.5)", [("5", "int64")]),
    ("np.sum([[1,2],[3,4]],where=[True,False],axis=1)", [("[1, 3]", "int64")]),
    ("np.cumsum([1.5,2.5],dtype=int)", [("[1, 3]", "int64")]),
    ("np.prod([1,2,3],initial=10)", [("60", "int64")]),
    ("np.mean([1.,2.,6.],where=[True,False,True])", [("3.5", "float64")]),
    ("np.mean(np.array([1.,2.],dtype=np.float32),where=[True,False])", [("1.0", "float32")]),
    ("np.sum([True,True],dtype=bool)", [("True", "bool")]),
    ("np.min([4.,5.],initial=3.)", [("3.0", "float64")]),
    (
      "np.linalg.pinv([[1.,2.],[3.,4.]],rtol=1e-10,hermitian=False)",
      [
        (
          "[[-2.0000000000000018, 1.0000000000000007], [1.5000000000000018, -0.5000000000000007]]",
          "float64"
        )
      ]
    ),
  ]
}
