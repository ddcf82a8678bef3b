import Tensors

/// Rows of images are more images; rows of filters are more channels; where both have rows, each
/// row is a group of its own.
extension Batching {
  /// An operand of rank 4 whose rows become images.
  static let images = Batching.custom { call in
    call.imagesApplied(call.attributes)
  }

  /// Positions among all elements, which are counted anew in each row.
  static let positionsBelowWindows = Batching.custom { call in
    let positions = call.imagesApplied(call.attributes)
    let size = call.x[0].shape.reduce(1, *)
    guard size > 0, call.rows > 0 else { return positions }
    do throws(TensorError) {
      let starts = try Tensor.arange(
        start: 0, stop: call.rows * size, step: size, dtype: .int64)
      return positions - call.scope.term(starts).asRows
    } catch {
      call.scope.fail(
        .primitive(call.primitive.name, operands: [TensorType(call.x[0].value.tensor)], error))
      return positions
    }
  }

  /// `avg_pool_transpose`, whose attribute names the number of images.
  static let meansSpread = Batching.custom { call in
    call.imagesApplied(call.attributes.withImages(times: call.rows))
  }

  /// Images with filters.
  static let convolution = Batching.custom { call in
    let (images, filters) = (call.x[0], call.x[1])
    if !filters.hasRows {
      return call.applied([images.rowsAsImages, filters], call.attributes).physical
        .imagesAsRows(call.rows)
    }
    if !images.hasRows, images.shape[3] == filters.shape[2] {
      return call.applied([images, filters.rowsInChannels(3)], call.attributes).physical
        .channelsAsRows(3, call.rows)
    }
    return call.groupwise(call.attributes)
  }

  /// A convolution's results with filters.
  static let convolutionImages = Batching.custom { call in
    let (results, filters) = (call.x[0], call.x[1])
    let shape = call.attributes.integers(0)
    if !filters.hasRows {
      return call.applied(
        [results.rowsAsImages, filters], call.attributes.withImages(times: call.rows)
      ).physical.imagesAsRows(call.rows)
    }
    let attributes = call.attributes.withChannels(times: call.rows)
    if !results.hasRows, shape[3] == filters.shape[2] {
      return call.applied([results, filters.rowsInChannels(2)], attributes).physical
        .channelsAsRows(3, call.rows)
    }
    return call.groupwise(attributes)
  }

  /// Images with a convolution's results.
  static let convolutionFilters = Batching.custom { call in
    let (images, results) = (call.x[0], call.x[1])
    let shape = call.attributes.integers(0)
    let isWhole = images.shape[3] == shape[2]
    if isWhole, !results.hasRows {
      return call.applied(
        [images.rowsInChannels(3), results],
        call.attributes.withShape([shape[0], shape[1], call.rows * shape[2], shape[3]])
      ).physical.channelsAsRows(2, call.rows)
    }
    let attributes = call.attributes.withChannels(times: call.rows)
    if isWhole, !images.hasRows {
      return call.applied([images, results.rowsInChannels(3)], attributes).physical
        .channelsAsRows(3, call.rows)
    }
    return call.groupwise(attributes)
  }
}

extension RowCall {
  /// The primitive applied to all rows' images at once.
  fileprivate func imagesApplied(_ attributes: [Attribute]) -> Term {
    applied([x[0].rowsAsImages], attributes).physical.imagesAsRows(rows)
  }

  /// The primitive applied with a group of channels for each row.
  fileprivate func groupwise(_ attributes: [Attribute]) -> Term {
    applied(x.map { $0.repeated(rows).rowsInChannels(3) }, attributes).physical
      .channelsAsRows(3, rows)
  }
}

extension Term {
  /// A term with rows of images as one whole tensor of images.
  fileprivate var rowsAsImages: Term {
    let whole = value.tensor.shape
    return physical.reshaped(to: [whole[0] * whole[1]] + whole[2...])
  }

  /// A whole tensor of images as rows of images.
  fileprivate func imagesAsRows(_ rows: Int) -> Term {
    reshaped(to: [rows, rows == 0 ? 0 : shape[0] / rows] + shape[1...]).asRows
  }

  /// A term with rows as one whole tensor, the rows before an axis's own places in that axis.
  fileprivate func rowsInChannels(_ axis: Int) -> Term {
    var order = Array(1...rank)
    order.insert(0, at: axis)
    var whole = shape
    whole[axis] *= value.tensor.shape[0]
    return physical.transposed(order).reshaped(to: whole)
  }

  /// The opposite of `rowsInChannels`.
  fileprivate func channelsAsRows(_ axis: Int, _ rows: Int) -> Term {
    var apart = shape
    apart[axis] = rows == 0 ? 0 : apart[axis] / rows
    apart.insert(rows, at: axis)
    var order = apart.indices.filter { $0 != axis }
    order.insert(axis, at: 0)
    return reshaped(to: apart).transposed(order).asRows
  }
}

extension [Attribute] {
  /// These attributes with another shape in the first place.
  fileprivate func withShape(_ shape: [Int]) -> [Attribute] {
    [.integers(shape)] + dropFirst()
  }

  /// These attributes with so many times as many images in the shape in the first place.
  fileprivate func withImages(times rows: Int) -> [Attribute] {
    let shape = integers(0)
    return withShape([rows * shape[0]] + shape[1...])
  }

  /// These attributes with so many times as many channels in the shape in the first place.
  fileprivate func withChannels(times rows: Int) -> [Attribute] {
    let shape = integers(0)
    return withShape(shape[..<3] + [rows * shape[3]])
  }
}
