"""The functions of the notebook's language, each by one function of a framework.

A framework's `names` hold what a call may say, with the notebook's parameters: `sum(x, axis=0)`
runs torch.sum in one and tf.reduce_sum in another. What a framework has not is missing from its
names, or raises `Missing` for some arguments; such a call counts for the other frameworks only.

Each framework is imported where it is used, since no environment has all of them.
"""
