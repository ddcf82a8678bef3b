"""What the frameworks' names share: formulas in the functions of a module, and axes."""


class Missing(Exception):
    """The framework has no such function, or not for such arguments."""


def listed(axis):
    """Axes as a tuple, or None."""
    if axis is None:
        return None
    return tuple(axis) if isinstance(axis, (list, tuple)) else (axis,)


def tupled(axis):
    """Axes as NumPy takes them: None, an integer or a tuple."""
    return tuple(axis) if isinstance(axis, list) else axis


def only(names, functions):
    """Functions under their own names."""
    return {name: getattr(names, name) for name in functions.split()}


def refuse(condition, reason):
    if condition:
        raise Missing(reason)


def standard(module, x, axis, epsilon):
    """Numbers less their mean over axes, divided by the root of their variance and epsilon."""
    mean = module.mean(x, axis, keepdims=True)
    variance = module.mean(module.square(x - mean), axis, keepdims=True)
    return (x - mean) / module.sqrt(variance + epsilon)


def grouped(module, x, groups, epsilon):
    """Numbers standardised over all axes but the first, by groups of the last."""
    parts = module.reshape(x, (x.shape[0], -1, groups, x.shape[-1] // groups))
    return module.reshape(standard(module, parts, (1, 3), epsilon), x.shape)


def smoothed(y_true, label_smoothing, classes):
    return y_true * (1 - label_smoothing) + label_smoothing / classes


def binary_crossentropy(module, log_sigmoid):
    """Keras's formula, in the functions of a module."""

    def loss(y_true, y_pred, from_logits=False, label_smoothing=0.0, axis=-1):
        y_true = smoothed(y_true, label_smoothing, 2)
        if from_logits:
            logs = log_sigmoid(y_pred), log_sigmoid(-y_pred)
        else:
            p = module.clip(y_pred, 1e-7, 1 - 1e-7)
            logs = module.log(p), module.log(1 - p)
        return module.mean(-y_true * logs[0] - (1 - y_true) * logs[1], axis)

    return loss


def categorical_crossentropy(module, log_softmax):
    def loss(y_true, y_pred, from_logits=False, label_smoothing=0.0, axis=-1):
        y_true = smoothed(y_true, label_smoothing, y_pred.shape[axis])
        if from_logits:
            logs = log_softmax(y_pred, axis)
        else:
            p = y_pred / module.sum(y_pred, axis, keepdims=True)
            logs = module.log(module.clip(p, 1e-7, 1 - 1e-7))
        return -module.sum(y_true * logs, axis)

    return loss


def sparse_crossentropy(module, log_softmax):
    def loss(y_true, y_pred, from_logits=False):
        logits = y_pred if from_logits else module.log(module.clip(y_pred, 1e-7, 1 - 1e-7))
        logs = log_softmax(logits, -1)
        return -module.take_along_axis(logs, y_true[..., None], -1)[..., 0]

    return loss


SEGMENTS = {"sum": "sum", "mean": "mean", "max": "max", "min": "min"}


def recurrence(module, a, b, axis, reverse):
    """y[k] = a[k]*y[k-1] + b[k], by a loop over what a module unstacks and stacks."""
    places = range(b.shape[axis])
    pick = [slice(None)] * b.ndim
    results = {}
    previous = None
    for k in reversed(places) if reverse else places:
        pick[axis] = k
        place = tuple(pick)
        previous = b[place] if previous is None else a[place] * previous + b[place]
        results[k] = previous
    return module.stack([results[k] for k in places], axis)


def margins_of(shape, window, strides, dilations, padding):
    """What TensorFlow adds before and after each axis."""
    if padding == "VALID":
        return [(0, 0)] * len(shape)
    result = []
    for size, extent, step, dilation in zip(shape, window, strides, dilations):
        count = -(-size // step)
        total = max((count - 1) * step + (extent - 1) * dilation + 1 - size, 0)
        result.append((total // 2, total - total // 2))
    return result


def steps_of(value, rank):
    """A number for each axis of images, from one for all, or from one for batch and channel too."""
    if value is None:
        return [1] * rank
    value = listed(value)
    if len(value) == rank + 2:
        value = value[1:-1]
    return list(value) * rank if len(value) == 1 else list(value)
