import Testing

@testable import Language

/// NumPy's functions give what NumPy 2.4 gives, in its element types.
@Suite struct NumPyNamesTests {
  /// A call, and what NumPy 2.4.6 gives for it: the values and the element type of each part.
  typealias Case = (call: String, parts: [(values: String, dtype: String)])

  @Test(arguments: NumPyNamesTests.cases + NumPyNamesTests.furtherCases)
  func theValueIsNumPys(_ example: Case) throws {
    var script = Script()
    _ = try script.run("import numpy as np\nresult = \(example.call)")
    for (place, part) in example.parts.enumerated() {
      let name = example.parts.count > 1 ? "result[\(place)]" : "result"
      #expect(
        try script.run("np.allclose(\(name), \(part.values), rtol=1e-6, equal_nan=True)") == "True",
        "\(example.call)")
      #expect(
        try script.run("print(np.array(\(name)).shape == np.array(\(part.values)).shape)")
          == "True",
        "\(example.call)")
      #expect(
        try script.run("print(np.array(\(name)).dtype)") == part.dtype, "\(example.call)")
    }
  }

  /// Positions in arrays are those in lists; none is none.
  @Test func positionsMayBeArrays() throws {
    var script = Script()
    _ = try script.run("import numpy as np")
    #expect(
      try script.run("np.insert([1, 2, 3], np.array([0, 3]), [8, 9]).tolist()") == "[8, 1, 2, 3, 9]"
    )
    #expect(try script.run("np.insert([1, 2], np.array([], dtype=int), []).tolist()") == "[1, 2]")
    #expect(try script.run("np.delete([1, 2, 3], np.array([0, 2])).tolist()") == "[2]")
  }

  /// Reductions of what is no NaN, places, samples and polynomials.
  static let cases: [Case] = [
    (
      "np.linalg.vecdot([[0.,1.,2.],[3.,4.,5.]],[[0.,1.,2.],[3.,4.,5.]])",
      [
        ("[5.0, 50.0]", "float64")
      ]
    ),
    ("np.linalg.vecdot([[0.,1.],[3.,4.]],[[0.,1.],[3.,4.]],axis=0)", [("[9.0, 17.0]", "float64")]),
    ("np.ptp([[1.,4.],[2.,9.]],axis=0)", [("[1.0, 5.0]", "float64")]),
    ("np.ptp([3,1,8])", [("7", "int64")]),
    ("np.nansum([[1.,np.nan],[np.nan,np.nan]],axis=1)", [("[1.0, 0.0]", "float64")]),
    ("np.nanmean([[1.,np.nan],[3.,5.]],axis=0)", [("[2.0, 5.0]", "float64")]),
    ("np.nanmax([[1.,np.nan],[-3.,-5.]],axis=1)", [("[1.0, -3.0]", "float64")]),
    ("np.nanmin([4.,np.nan,2.])", [("2.0", "float64")]),
    ("np.nanmax([4,7])", [("7", "int64")]),
    ("np.isin([[1,2],[3,4]],[2,4,9])", [("[[False, True], [False, True]]", "bool")]),
    ("np.isin([1.,2.],[2.],invert=True)", [("[True, False]", "bool")]),
    ("np.flatnonzero([[0.,3.],[4.,0.]])", [("[1, 2]", "int64")]),
    ("np.fliplr([[1,2,3],[4,5,6]])", [("[[3, 2, 1], [6, 5, 4]]", "int64")]),
    ("np.flipud([[1,2,3],[4,5,6]])", [("[[4, 5, 6], [1, 2, 3]]", "int64")]),
    ("np.tri(3)", [("[[1.0, 0.0, 0.0], [1.0, 1.0, 0.0], [1.0, 1.0, 1.0]]", "float64")]),
    ("np.tri(2,4,k=1,dtype=int)", [("[[1, 1, 0, 0], [1, 1, 1, 0]]", "int64")]),
    ("np.triu_indices(3)", [("[0, 0, 0, 1, 1, 2]", "int64"), ("[0, 1, 2, 1, 2, 2]", "int64")]),
    ("np.tril_indices(3,k=-1,m=2)", [("[1, 2, 2]", "int64"), ("[0, 0, 1]", "int64")]),
    ("np.triu_indices(2,1,4)", [("[0, 0, 0, 1, 1]", "int64"), ("[1, 2, 3, 2, 3]", "int64")]),
    ("np.diag_indices(3)", [("[0, 1, 2]", "int64"), ("[0, 1, 2]", "int64")]),
    ("np.digitize([0.2,6.4,3.0,1.0],[0.,1.,2.5,4.,10.])", [("[1, 4, 3, 2]", "int64")]),
    ("np.digitize([0.2,6.4,3.0,1.0],[0.,1.,2.5,4.,10.],right=True)", [("[1, 4, 3, 1]", "int64")]),
    ("np.digitize([0.2,6.4,3.0,1.0],[10.,4.,2.5,1.,0.])", [("[4, 1, 2, 3]", "int64")]),
    ("np.digitize([0.2,6.4,3.0,1.0],[10.,4.,2.5,1.,0.],right=True)", [("[4, 1, 2, 4]", "int64")]),
    (
      "np.interp([0.,1.,1.5,2.72,3.14],[1.,2.,3.],[3.,2.,0.])",
      [
        ("[3.0, 3.0, 2.5, 0.5599999999999996, 0.0]", "float64")
      ]
    ),
    ("np.interp(2.5,[1.,2.,3.],[3.,2.,0.])", [("1.0", "float64")]),
    ("np.interp([0.,5.],[1.,2.,3.],[3.,2.,0.],left=-1.,right=9.)", [("[-1.0, 9.0]", "float64")]),
    ("np.convolve([1.,2.,3.],[0.,1.,.5])", [("[0.0, 1.0, 2.5, 4.0, 1.5]", "float64")]),
    ("np.convolve([1,2,3,4],[0,1,2],'same')", [("[1, 4, 7, 10]", "int64")]),
    ("np.convolve([1,2,3],[0,1],'valid')", [("[1, 2]", "int64")]),
    ("np.convolve([1,2],[0,1,5,7],'same')", [("[0, 1, 7, 17]", "int64")]),
    ("np.histogram([1,2,1],bins=[0,1,2,3])", [("[0, 2, 1]", "int64"), ("[0, 1, 2, 3]", "int64")]),
    (
      "np.histogram([1.,2.,1.,5.,7.5],bins=4)",
      [
        ("[3, 0, 1, 1]", "int64"),
        ("[1.0, 2.625, 4.25, 5.875, 7.5]", "float64"),
      ]
    ),
    (
      "np.histogram([1.,2.,1.,5.,7.5],bins=4,range=(0.,5.),density=True)",
      [
        ("[0.4, 0.2, 0.0, 0.2]", "float64"),
        ("[0.0, 1.25, 2.5, 3.75, 5.0]", "float64"),
      ]
    ),
    (
      "np.histogram([1.,2.,1.],bins=2,weights=[.5,1.,2.])",
      [
        ("[2.5, 1.0]", "float64"),
        ("[1.0, 1.5, 2.0]", "float64"),
      ]
    ),
    ("np.polyval([3.,0.,1.],5.)", [("76.0", "float64")]),
    ("np.polyval([3,0,1],[1,2])", [("[4, 13]", "int64")]),
    ("np.vander([1,2,3])", [("[[1, 1, 1], [4, 2, 1], [9, 3, 1]]", "int64")]),
    (
      "np.vander([1.,2.,3.],2,increasing=True)",
      [
        ("[[1.0, 1.0], [1.0, 2.0], [1.0, 3.0]]", "float64")
      ]
    ),
    (
      "np.polyfit([0.,1.,2.,3.],[1.,3.,7.,13.],2)",
      [
        ("[1.0000000000000002, 0.9999999999999956, 1.0000000000000018]", "float64")
      ]
    ),
    (
      "np.polyfit([0.,1.,2.,3.],[-1.,.2,.9,2.1],1)",
      [
        ("[1.0000000000000002, -0.9499999999999998]", "float64")
      ]
    ),
    ("np.cov([[0.,1.,2.],[2.,1.,0.]])", [("[[1.0, -1.0], [-1.0, 1.0]]", "float64")]),
    ("np.cov([1.,2.,4.])", [("2.333333333333333", "float64")]),
    (
      "np.cov([1.,2.,4.],[3.,1.,0.],bias=True)",
      [
        (
          "[[1.5555555555555556, -1.4444444444444446], [-1.4444444444444446, 1.5555555555555556]]",
          "float64"
        )
      ]
    ),
    (
      "np.cov([[0.,1.],[2.,5.],[1.,7.]],rowvar=False,ddof=0)",
      [
        (
          "[[0.6666666666666666, 1.3333333333333333], [1.3333333333333333, 6.222222222222222]]",
          "float64"
        )
      ]
    ),
    (
      "np.corrcoef([1.,2.,4.],[3.,1.,0.])",
      [
        ("[[1.0, -0.9285714285714286], [-0.9285714285714286, 1.0]]", "float64")
      ]
    ),
    (
      "np.corrcoef([[0.,1.,2.],[2.,1.,0.5]])",
      [
        ("[[1.0, -0.9819805060619656], [-0.9819805060619656, 1.0]]", "float64")
      ]
    ),
    ("np.trapezoid([1.,2.,3.])", [("4.0", "float64")]),
    ("np.trapezoid([1.,2.,3.],x=[4.,6.,8.])", [("8.0", "float64")]),
    ("np.trapezoid([[0.,1.,2.],[3.,4.,5.]],axis=0)", [("[1.5, 2.5, 3.5]", "float64")]),
    ("np.trapezoid([[0.,1.,2.],[3.,4.,5.]],x=[0.,1.,4.])", [("[5.0, 17.0]", "float64")]),
    ("np.trapezoid([1,2,3],dx=2)", [("8.0", "float64")]),
    ("np.gradient([1.,2.,4.,7.,11.,16.])", [("[1.0, 1.5, 2.5, 3.5, 4.5, 5.0]", "float64")]),
    ("np.gradient([1.,2.,4.,7.,11.,16.],2.)", [("[0.5, 0.75, 1.25, 1.75, 2.25, 2.5]", "float64")]),
    (
      "np.gradient([1.,2.,4.,7.,11.,16.],[0.,1.,1.5,3.5,4.,6.])",
      [
        ("[1.0, 2.9999999999999996, 3.5, 6.700000000000001, 6.899999999999999, 2.5]", "float64")
      ]
    ),
    (
      "np.gradient([[1.,2.,6.],[3.,4.,5.]])",
      [
        ("[[2.0, 2.0, -1.0], [2.0, 2.0, -1.0]]", "float64"),
        ("[[1.0, 2.5, 4.0], [1.0, 1.0, 1.0]]", "float64"),
      ]
    ),
    (
      "np.gradient([[1.,2.,6.],[3.,4.,5.]],axis=1)",
      [
        ("[[1.0, 2.5, 4.0], [1.0, 1.0, 1.0]]", "float64")
      ]
    ),
    ("np.gradient([1,4])", [("[3.0, 3.0]", "float64")]),
    ("np.heaviside([-1.5,0.,2.,np.nan],.5)", [("[0.0, 0.5, 1.0, nan]", "float64")]),
    (
      "np.select([[True,False,False],[True,True,False]],[[1,2,3],[10,20,30]],7)",
      [
        ("[1, 20, 7]", "int64")
      ]
    ),
    ("np.fabs([-1,2])", [("[1.0, 2.0]", "float64")]),
    ("np.float_power([2,3],-1)", [("[0.5, 0.3333333333333333]", "float64")]),
  ]
}
